package io.signalbox.core.localcloud.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.core.localcloud.faults.Knobs.KeyState;
import io.signalbox.core.localcloud.faults.Knobs.Rate;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * What goes wrong, changeable while the cloud runs: by these methods, or as JSON through the door
 * {@code /_faults}, whose keys are the components of {@link Knobs} and {@code calls}, a list of
 * {@link CallFault}. A change counts from the next call on. Thread-safe.
 */
public final class Faults {

  private static final String CALLS = "calls";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final TimeSource time;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private List<CallFault> calls = List.of();
  private CountDownLatch cleared = new CountDownLatch(1);
  private volatile Knobs knobs = Knobs.WELL;

  /** Nothing goes wrong yet. */
  public Faults(TimeSource time) {
    this.time = time;
  }

  /** How the cloud behaves now. */
  public Knobs knobs() {
    return knobs;
  }

  /** Listings are so far behind. */
  public void listingLag(Duration lag) {
    change(node -> node.put("listingLagSeconds", seconds(lag)));
  }

  /** How long machines take to run, and to be gone. */
  public void pace(Duration launch, Duration shutdown) {
    change(node ->
        node.put("launchSeconds", seconds(launch)).put("shutdownSeconds", seconds(shutdown)));
  }

  /**
   * There can be so many machines at a time.
   *
   * @param where {@code type@zone}, a type, a zone, or {@code *} for each type in each zone
   */
  public void capacity(String where, int machines) {
    change(node -> node.withObjectProperty("capacity").put(where, machines));
  }

  /** So many calls of an action, or of {@code *}, are served. */
  public void throttle(String action, double perSecond, int burst) {
    var rate = new Rate(perSecond, burst);
    change(node -> node.withObjectProperty("throttle").set(action, JSON.valueToTree(rate)));
  }

  /** Whether a client token that comes again makes nothing again. */
  public void honourTokens(boolean honour) {
    change(node -> node.put("honourTokens", honour));
  }

  /** Whether well-formed ids that are no part of the catalogue exist too. */
  public void anyIds(boolean any) {
    change(node -> node.put("anyIds", any));
  }

  /** Nobody may carry out an action any more, for example {@code ec2:RunInstances}. */
  public void deny(String action) {
    change(node -> node.withArrayProperty("denied").add(action));
  }

  /** An access key is not good. */
  public void key(String accessKey, KeyState state) {
    change(node -> node.withObjectProperty("keys").set(accessKey, JSON.valueToTree(state)));
  }

  /** The quotas of a region: virtual processors on demand, and spot machines. */
  public void quotas(int vcpus, int spotMachines) {
    change(node -> node.put("vcpus", vcpus).put("spotMachines", spotMachines));
  }

  /** Pages have at most so many rows, whatever a call asks for: 1 to 1000. */
  public void pageSize(int rows) {
    change(node -> node.put("pageSize", rows));
  }

  /** Something happens to calls; those added first come first. */
  public synchronized void add(CallFault fault) {
    var all = new ArrayList<>(calls);
    all.add(fault);
    calls = List.copyOf(all);
  }

  /** All is well again; calls that hang get their connection closed. */
  public synchronized void clear() {
    knobs = Knobs.WELL;
    calls = List.of();
    buckets.clear();
    release();
  }

  /** Calls that hang get their connection closed. */
  public synchronized void release() {
    cleared.countDown();
    cleared = new CountDownLatch(1);
  }

  /** As JSON; of {@code calls}, what is still to come. */
  public synchronized String json() {
    return tree().toPrettyString();
  }

  /**
   * Changes what a JSON object names and leaves the rest.
   *
   * @throws IllegalArgumentException if it is none, or names or sets something that cannot be; then
   *     nothing is changed
   */
  public synchronized void merge(String json) {
    try {
      if (!(JSON.readTree(json) instanceof ObjectNode given)) {
        throw new IllegalArgumentException("Expected a JSON object");
      }
      ObjectNode all = tree();
      given.properties().forEach(each -> all.set(each.getKey(), each.getValue()));
      set(all);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong.getOriginalMessage(), wrong);
    }
  }

  /** What a call has met. */
  public static final class Met {

    private final CallFault fault;
    private final CountDownLatch cleared;

    private Met(CallFault fault, CountDownLatch cleared) {
      this.fault = fault;
      this.cleared = cleared;
    }

    public CallFault fault() {
      return fault;
    }

    /** Waits until the faults that it was met among are cleared, or the cloud closed. */
    public void hang() throws InterruptedException {
      cleared.await();
    }
  }

  /** What a call meets; it is counted by asking. Empty if nothing. */
  public synchronized Optional<Met> meet(String action, String region) {
    var left = new ArrayList<CallFault>();
    Optional<CallFault> met = Optional.empty();
    for (CallFault each : calls) {
      if (met.isEmpty() && each.meets(action, region)) {
        if (each.begun()) {
          met = Optional.of(each);
        }
        each.next().ifPresent(left::add);
      } else {
        left.add(each);
      }
    }
    calls = List.copyOf(left);
    CountDownLatch until = cleared;
    return met.map(fault -> new Met(fault, until));
  }

  /** Whether a call is one too many for a rate; if not, it is counted. */
  public synchronized boolean throttled(String action) {
    Knobs now = knobs;
    for (String name : List.of(action, "*")) {
      Rate rate = now.throttle().get(name);
      if (rate != null && !buckets.computeIfAbsent(name, each -> new Bucket(rate)).take(rate)) {
        return true;
      }
    }
    return false;
  }

  private synchronized void change(Consumer<ObjectNode> change) {
    ObjectNode all = tree();
    change.accept(all);
    try {
      set(all);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong.getOriginalMessage(), wrong);
    }
  }

  private ObjectNode tree() {
    ObjectNode all = JSON.valueToTree(knobs);
    all.set(CALLS, JSON.valueToTree(calls));
    return all;
  }

  private void set(ObjectNode all) throws JsonProcessingException {
    CallFault[] list = JSON.treeToValue(all.remove(CALLS), CallFault[].class);
    if (list == null || Arrays.asList(list).contains(null)) {
      throw new IllegalArgumentException("calls: expected a list of objects, without null");
    }
    Knobs set = JSON.treeToValue(all, Knobs.class);
    if (!set.throttle().equals(knobs.throttle())) {
      buckets.clear();
    }
    knobs = set;
    calls = List.of(list);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** Tokens that come back with time. */
  private final class Bucket {

    private double tokens;
    private long asOf = time.nanos();

    Bucket(Rate rate) {
      tokens = rate.burst();
    }

    boolean take(Rate rate) {
      long now = time.nanos();
      tokens = Math.min(rate.burst(), tokens + (now - asOf) / 1e9 * rate.perSecond());
      asOf = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
