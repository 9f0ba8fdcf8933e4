package io.signalbox.core.request;

import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.ManualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The process that is struck: plays a story for each argument, side by side, so that one start of
 * the SDK serves them all. Says {@code ready}, {@code stands}, {@code done} or {@code failed} with
 * a story's index on standard output; begins when it reads {@code go}, and lets what stands still
 * go on when it reads {@code wake}. Ends when nobody can tell it anything any more.
 */
public final class AwsVictim {

  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch woken = new CountDownLatch(1);
  private final AtomicInteger failed = new AtomicInteger();

  private AwsVictim() {}

  public static void main(String[] args) throws InterruptedException {
    AwsVictim victim = new AwsVictim();
    Thread.ofPlatform().daemon().start(victim::listen);
    List<Thread> stories = new ArrayList<>();
    for (String each : args) {
      stories.add(Thread.ofPlatform().start(() -> victim.play(AwsRole.of(each))));
    }
    for (Thread each : stories) {
      each.join();
    }
    System.exit(victim.failed.get());
  }

  private void listen() {
    try (BufferedReader told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        switch (line) {
          case "go" -> go.countDown();
          case "wake" -> woken.countDown();
          default -> throw new IOException(line);
        }
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
    Runtime.getRuntime().halt(3);
  }

  private void play(AwsRole role) {
    try {
      ManualTime time = ManualTime.shared(role.home().resolve("clock"));
      AwsFreeze freeze = freeze(role);
      World world =
          new World(
              role.home().resolve("state"),
              time,
              new AwsRegions(
                  role.endpoint(),
                  role.home(),
                  role.launch(),
                  role.fallsBack(),
                  role.types(),
                  new AwsRegions.Clock(time)));
      world.settings = AwsScene.SETTINGS;
      try (World.Process process = world.new Process("victim", StoreOptions.DEFAULT, freeze)) {
        say("ready", role);
        go.await();
        String id = Story.ask(process, role.count(), AwsScene.KEY);
        process.run(Duration.ofSeconds(20));
        if (role.returns()) {
          freeze.returning();
          Story.giveBack(process, id);
        }
      }
      say("done", role);
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      failed.incrementAndGet();
      say("failed", role);
    }
  }

  private AwsFreeze freeze(AwsRole role) {
    String[] step = role.strike().split(":");
    if (step.length == 3) {
      return AwsFreeze.at(
          AwsPoint.Stage.valueOf(step[0]),
          Integer.parseInt(step[1]),
          Boolean.parseBoolean(step[2]),
          () -> say("stands", role),
          woken);
    }
    return role.strike().equals(AwsRole.NEVER)
        ? AwsFreeze.never()
        : AwsFreeze.at(AwsPoint.valueOf(role.strike()), () -> say("stands", role), woken);
  }

  private static synchronized void say(String what, AwsRole role) {
    System.out.println(what + " " + role.index());
    System.out.flush();
  }
}
