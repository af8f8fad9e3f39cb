package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read who ask for help, or mistype. */
final class UsageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "boxes",
        "boxes list",
        "boxes pull",
        "boxes import",
        "data",
        "data list",
        "data pull",
        "data inspect",
        "data split",
        "data import",
        "data import csv",
        "probe",
        "estimate",
        "train",
        "resume",
        "evaluate",
        "compare",
        "study",
        "predict",
        "report",
        "ledger",
        "ledger show",
        "ledger export"
      })
  void everyVerbShowsAnExampleOfItself(String verb) {
    Spoken help = Spoken.wellBy((Object[]) (verb + " --help").trim().split(" "));
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("Usage: retask").contains("\nExample: retask " + verb);
  }

  @Test
  void helpNamesEveryVerbAndEveryExitCode() {
    String help = Spoken.wellBy("--help").out().replaceAll("\\s+", " ");
    assertThat(help)
        .contains("demo", "boxes", "data", "probe", "estimate", "train", "resume", "evaluate")
        .contains("predict", "report", "ledger", "generate-completion", "help")
        .contains(
            "Exit codes: 0 done, 2 wrong usage or recipe, 3 budget ended before there was a result,"
                + " 4 the box failed for good, 5 bad data, 6 corrupt or foreign artefact, 130"
                + " interrupted.");
  }

  @Test
  void helpOfAVerbIsTheSameEitherWay() {
    assertThat(Spoken.wellBy("help", "train").out())
        .isEqualTo(Spoken.wellBy("train", "--help").out());
  }

  @Test
  void version() {
    assertThat(Spoken.wellBy("--version").out()).isEqualTo("retask 0.1.0\n");
  }

  @Test
  void withoutAVerbThereIsHelpAndCode2() {
    Spoken spoken = Spoken.by();
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.err()).isEqualTo(Spoken.wellBy("--help").out());
  }

  @Test
  void anUnknownOptionIsNamedInOneLine() {
    Spoken spoken = Spoken.by("train", "--bogdet", "5", "--out", "run");
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err())
        .startsWith(
            "retask: Unknown options: '--bogdet', '5'; 'retask train --help' explains\n"
                + "Possible solutions: ");
  }

  @Test
  void aMistypedVerbIsGuessed() {
    Spoken spoken = Spoken.by("trian");
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err())
        .startsWith("retask: Unmatched argument at index 0: 'trian'; 'retask --help' explains\n")
        .contains("retask train");
  }

  @Test
  void aMissingOptionIsNamed() {
    assertThat(Spoken.by("train"))
        .isEqualTo(
            new Spoken(
                2,
                "",
                "retask: Missing required option: '--out=RUN'; 'retask train --help' explains\n"));
  }

  @Test
  void aMissingVerbBelowAVerbIsSaid() {
    assertThat(Spoken.by("ledger"))
        .isEqualTo(
            new Spoken(
                2, "", "retask: Missing required subcommand; 'retask ledger --help' explains\n"));
  }

  @Test
  void aValueOfTheWrongTypeIsNamed() {
    assertThat(Spoken.by("train", "--out", "run", "--budget", "many"))
        .isEqualTo(
            new Spoken(
                2,
                "",
                "retask: Invalid value for option '--budget': 'many' is not a long;"
                    + " 'retask train --help' explains\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict run a.png --budget=-1 | '-1' is no whole number from 0 on",
        "evaluate run --budget=-1 | '-1' is no whole number from 0 on",
        "evaluate run --budget=many | 'many' is no whole number from 0 on",
        "attack zoo --box b a.png --budget=-1 | '-1' is no whole number from 1 on",
        "attack zoo --box b a.png --per-picture=0 | '0' is no whole number from 1 on",
        "attack pgd --box b a.png --limit=-1 | '-1' is no whole number from 1 on",
        "data import csv --table t --images i --path p --label l --out o --name foo.jpg |"
            + " the file name 'foo.jpg' is the same for every row; put {} where the cell goes"
      })
  void aNumberThatIsOutOfRangeIsWrongUsage(String said) {
    String[] parts = said.split(" \\| ", 2);
    Spoken spoken = Spoken.by((Object[]) parts[0].split(" "));
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err().lines()).hasSize(1);
    assertThat(spoken.err()).contains(parts[1]);
  }

  @Test
  void completionIsAScriptThatKnowsTheVerbs() {
    String script = Spoken.wellBy("generate-completion").out();
    assertThat(script).startsWith("#!/usr/bin/env bash").contains("estimate", "--test-share");
  }

  @Test
  void whatCanBePulledIsListedWithItsLicence() {
    for (String kind : List.of("boxes", "data")) {
      assertThat(Spoken.wellBy(kind, "list").out()).contains("licence: ", "from npm");
      for (var entry : Spoken.wellBy(kind, "list", "--json").json()) {
        assertThat(Spoken.keys(entry)).contains("name", "summary", "source", "licence");
      }
    }
    assertThat(Spoken.wellBy("boxes", "list").out())
        .contains("inception-v3", "inception-v3-float", "nsfw-mobilenet-v2");
  }
}
