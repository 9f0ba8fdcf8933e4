package io.signalbox.app.cli;

import io.signalbox.app.testing.CliRun;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the tour of the README says happens at each of its lines, in their order. */
final class TourPromises {

  private TourPromises() {}

  /**
   * What is to be read after one line.
   *
   * @param line the words after {@code signalbox}
   * @param status how the program ends
   * @param patterns regular expressions, each found on one of the two streams
   */
  record Promise(String line, int status, List<Pattern> patterns) {

    /** What is not to be read in an answer; nothing where the promise is kept. */
    List<String> lackingIn(CliRun answer) {
      Stream<String> status =
          answer.status == this.status
              ? Stream.of()
              : Stream.of("exit status " + this.status + ", not " + answer.status);
      String said = answer.out + answer.err;
      return Stream.concat(
              status,
              patterns.stream().filter(each -> !each.matcher(said).find()).map(Pattern::toString))
          .toList();
    }
  }

  private static Promise good(String line, String... patterns) {
    return ends(0, line, patterns);
  }

  private static Promise ends(int status, String line, String... patterns) {
    return new Promise(
        line,
        status,
        Stream.of(patterns).map(each -> Pattern.compile(each, Pattern.MULTILINE)).toList());
  }

  static final List<Promise> ALL =
      List.of(
          // 1. See what is there: three regions share 5 : 3 : 2, and a lab stands by.
          good("overview", "4 providers", "^aws-us-east-1 .* healthy ", "^No alert\\."),
          good(
              "routing show",
              "^aws-us-east-1 +50\\.0$",
              "^aws-us-west-2 +30\\.0$",
              "^aws-eu-central-1 +20\\.0$",
              "^lab-onprem +0\\.0$",
              "^ +aws-eu-central-1 +provider +fallback 1 ",
              "^ +lab-onprem +provider +fallback 1 "),
          // 2. Three files and the configuration have a say, each with line and column.
          good(
              "templates show web-server --provider aws-us-east-1 --source-info",
              " aws-us-east-1_templates\\.json:\\d+:\\d+ ",
              " awsprov_templates\\.json:\\d+:\\d+ ",
              " templates\\.json:\\d+:\\d+ ",
              " config\\.json:\\d+:\\d+ ",
              "^image_id .* ami-base at templates\\.json:\\d+:\\d+"),
          // 3. Who would be chosen and why, what would be launched; then the way, step by step.
          good(
              "requests submit web-server 2 --dry-run",
              "^Dry run: nothing was called\\.",
              "^aws-us-east-1: Chosen by the routing tree",
              "^lab-onprem +no .*Does not support API",
              "^Would launch 2 ",
              "^image_id +ami-east-optimized"),
          good(
              "requests submit web-server 2 --wait",
              "^req-\\S+: complete, .*2 of 2 machines running"),
          good("machines list", "(?s) running +aws-us-east-1 .* running +aws-us-east-1 "),
          good("requests list", "^req-\\S+ +acquire +complete +web-server +2 "),
          good(
              "requests status REQUEST_ID",
              " intent +2 machines of web-server ",
              " chosen +Chose aws-us-east-1 ",
              " call +Sent to aws-us-east-1 ",
              " result +Answered: 2 of 2 machines ",
              " state +complete "),
          good(
              "requests return --request REQUEST_ID --wait",
              "^ret-\\S+: complete, .*2 of 2 machines returned"),
          // 4. An outage, after three checks; its share goes to the fallback, and there is an
          // alert.
          good(
              "providers update aws-us-west-2 config.outage=true --reason \"tour\"",
              "^aws-us-west-2: in service, "),
          ends(
              5,
              "providers health aws-us-west-2 --check",
              "^aws-us-west-2 +unhealthy .* 3 in a row",
              "Unhealthy: aws-us-west-2"),
          good(
              "overview",
              "^aws-us-west-2 .* unhealthy +ejected +0\\.0 ",
              "^aws-eu-central-1 .* in service +50\\.0 "),
          good(
              "routing select --operation CREATE_INSTANCES --explain",
              "^aws-us-east-1 +yes ",
              "^aws-us-west-2 +no +health +Unhealthy: ",
              "^aws-eu-central-1 +yes ",
              "^lab-onprem +yes "),
          good(
              "providers update aws-us-west-2 config.outage= --reason \"tour is over\"",
              "^aws-us-west-2: "),
          good("providers health aws-us-west-2 --check", "^aws-us-west-2 +healthy .* good checks"),
          // 5. A hand on it: what becomes of traffic is said, what is so already told.
          good(
              "routing activate lab-onprem --reason \"rehearsing the move\"",
              "^aws-us-east-1: 50\\.0 % -> 0\\.0 %",
              "^lab-onprem: 0\\.0 % -> 100\\.0 %",
              "^lab-onprem +active .* rehearsing the move "),
          good("routing auto", "^Held by operator: nothing\\."),
          good(
              "routing circuit aws-us-west-2 open --reason \"watching the fallback take over\"",
              "^aws-us-west-2: 30\\.0 % -> 0\\.0 %",
              "^aws-eu-central-1: 20\\.0 % -> 50\\.0 %",
              "^aws-us-west-2 .*forced open"),
          good("routing circuit aws-us-west-2 auto", "^Held by operator: nothing\\."),
          good(
              "routing activate aws-eu-central-1 --at west-line --reason \"slow since nine\""
                  + " --until 2h",
              "^aws-us-west-2: 30\\.0 % -> 0\\.0 %",
              "^west-line +held on aws-eu-central-1 .* slow since nine "),
          good("routing auto --at west-line", "^Held by operator: nothing\\."),
          good(
              "providers drain aws-eu-central-1 --reason \"kernel update\" --until 2h",
              "^aws-eu-central-1: drained, .* share 0\\.0 %"),
          good(
              "providers resume aws-eu-central-1",
              "^aws-eu-central-1: in service, .* share 20\\.0 %"),
          good("providers resume aws-eu-central-1", "^So already: nothing was changed\\."),
          ends(
              4,
              "providers drain aws-us-east-1",
              "last healthy way out of template gpu-train",
              "--force --reason",
              "\\[LAST_WAY_OUT\\]"),
          // 6. The same trouble on stand-ins.
          good("ops drill black-hole", "It struck aws-us-east-1\\.", "Traffic left aws-us-east-1 "),
          good("ops load-test", "^operations +1000$", "^failed +0$"),
          // 7. Who did what, the refused included.
          good(
              "ops activity",
              " Drain +aws-us-east-1 +LAST_WAY_OUT ",
              " Resume +aws-eu-central-1 +so already ",
              " Update +aws-us-west-2 +done .* tour is over ",
              " Submit +web-server +done "));
}
