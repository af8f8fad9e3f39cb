package io.retask.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeFileTest {
  private static final String HEAD =
      """
      retask: 1
      method: bar
      seed: 1
      box: b
      data:
        source: d
      budget: {}
      """;
  @TempDir private Path folder;

  private static Recipe bar(BarRecipe settings) {
    return of("bar", new BudgetRecipe(100L, null), settings);
  }

  private static Recipe of(String method, BudgetRecipe budget, MethodSettings settings) {
    DataRecipe data = DataRecipe.of("data");
    return new Recipe(1, method, 7, "box", data, budget, settings);
  }

  @Test
  void settingsOfAnotherMethodAreRefused() {
    assertThatThrownBy(() -> of("bar", new BudgetRecipe(100L, null), AutoRecipe.DEFAULT))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageStartingWith("method bar takes settings of BarRecipe, not AutoRecipe[");
    assertThatThrownBy(() -> of(" ", new BudgetRecipe(100L, null), new NoSettings()))
        .hasMessage("recipe key 'method' is missing; add it");
  }

  @Test
  void aLaterFormatIsSaidBeforeAMethodThatOnlyItMayKnow() {
    refused(
        "retask: 2\nmethod: dreams\nseed: 1\nbox: b\ndata: {source: d}\nbudget: {}\n",
        "r.yaml: recipe key 'retask' is 2, but this software reads format 1; update Retask");
  }

  private static void comesBack(Recipe recipe) {
    assertThat(RecipeFile.parse(RecipeFile.format(recipe), "r")).isEqualTo(recipe);
  }

  private static void refused(String yaml, String message) {
    assertThatThrownBy(() -> RecipeFile.parse(yaml, "r.yaml"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"paper-asd", "paper-dr", "paper-melanoma"})
  void everyPresetComesBack(String name) {
    comesBack(bar(Presets.of(name)));
  }

  @Test
  void everySettingComesBack() {
    String yaml =
        """
        retask: 1
        method: bar
        seed: -9
        box: "dir/a b.box.yaml"
        data:
          source: d
          classes: [ "yes", "1", "a: b" ]
          labels: 5
          holdout: 0
          validationShare: 0.25
          testShare: 0.5
          equalClasses: true
          unreadable: skip
        budget:
          images: 12
          money: 10.50
        bar:
          program: { kind: framed, sourceSize: 3 }
          mapping: { kind: random, labelsPerClass: 2 }
          loss: { kind: focal, exponent: 1.5, balanced: false }
          estimator: { directions: 3, smoothing: 0.5, scale: 20 }
          update: { kind: adam, stepSize: 0.5, finalShare: 1 }
          batch: 4
          steps: 6
          validations: 0
        """;
    Recipe recipe = RecipeFile.parse(yaml, "r");
    assertThat(recipe.budget().money()).isEqualTo(new BigDecimal("10.50"));
    assertThat(recipe.data().classes()).containsExactly("yes", "1", "a: b");
    assertThat(recipe.data().unreadable()).isEqualTo(DataRecipe.Unreadable.SKIP);
    assertThat(recipe.settings(BarRecipe.class).loss().exponent()).isEqualTo(1.5);
    assertThat(recipe.settings(BarRecipe.class).estimator().greyLevels()).isNull();
    comesBack(recipe);
  }

  @Test
  void everyDefaultOfBarIsSpelledOut() {
    assertThat(RecipeFile.format(bar(BarRecipe.DEFAULT)))
        .isEqualTo(
            """
            retask: 1
            method: bar
            seed: 7
            box: box
            data:
              source: data
              classes: []
              validationShare: 0.2
              testShare: 0.3
              equalClasses: false
              unreadable: refuse
            budget:
              images: 100
            bar:
              program:
                kind: framed
              mapping:
                kind: frequency
              loss:
                kind: focal
                exponent: 2.0
                balanced: true
              estimator:
                kind: one-sided
                directions: 25
                greyLevels: 2.0
              update:
                kind: sgd
                stepSize: 0.05
                finalShare: 0.1
              batch: 20
              validations: 4
            """);
  }

  @Test
  void everyDefaultOfViewsIsSpelledOut() {
    Recipe recipe = of("views", new BudgetRecipe(null, null), ViewsRecipe.DEFAULT);
    assertThat(RecipeFile.format(recipe))
        .endsWith("budget: {}\nviews:\n  count: 4\n  family: mixed\n");
    comesBack(recipe);
  }

  private static Recipe search(String method, String settings) {
    return RecipeFile.parse(HEAD.replace("bar", method) + settings, "r.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ilm", "spsa-gc", "zoo", "cma-es", "random-search"})
  void everySearchComesBackWithItsDefaults(String method) {
    Recipe recipe = search(method, "");
    comesBack(recipe);
    assertThat(recipe.follows()).isEqualTo(!method.equals("random-search"));
    assertThat(search(method, "search: {validations: 0}").follows()).isFalse();
  }

  @Test
  void aRandomSearchDoesNotAskWhatItsAnswersWouldDecide() {
    assertThatThrownBy(() -> search("random-search", "search: {validations: 2}"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "r.yaml: recipe key 'search.validations' is 2; method random-search takes 0, or its"
                + " bill could not be known before it: remove the key");
  }

  @Test
  void everyDefaultOfASearchIsSpelledOut() {
    assertThat(RecipeFile.format(search("cma-es", "")))
        .endsWith(
            """
            search:
              program:
                kind: framed
                subspace:
                  kind: dct
                  size: 5
              mapping:
                kind: frequency
              loss:
                kind: focal
                exponent: 2.0
                balanced: true
              evolution:
                spread: 0.5
              batch: 20
              validations: 4
            """);
  }

  @Test
  void everySettingOfASearchComesBack() {
    String zoo =
        "search: {program: {kind: additive, subspace: {kind: random}}, loss: {exponent: 3},"
            + " zoo: {coordinates: 3, rule: newton, stepSize: 0.5, greyLevels: 9}, steps: 4}";
    Recipe recipe = search("zoo", zoo);
    assertThat(recipe.searchSettings().program().subspace().size()).isEqualTo(100);
    comesBack(recipe);
    Recipe probed =
        search(
            "ilm",
            "search: {estimator: {kind: orthonormal, clip: 0.5, probe: {radii: 4, share: 0.02}}}");
    assertThat(RecipeFile.parse(RecipeFile.format(probed), "r")).isEqualTo(probed);
    Recipe ilm = search("ilm", "search: {refresh: {everySteps: 3, source: stored}, batch: 2}");
    assertThat(RecipeFile.parse(RecipeFile.format(ilm), "r")).isEqualTo(ilm);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cma-es|search: {zoo: {coordinates: 3}}|recipe key 'search.zoo' holds settings of another"
            + " method than 'cma-es'; remove it",
        "spsa-gc|search: {update: {stepSize: 3}}|recipe key 'search.update' holds settings of"
            + " another method than 'spsa-gc'; remove it",
        "ilm|bar: {batch: 3}|recipe key 'bar' holds settings of another method than 'ilm'; remove"
            + " it",
        "ilm|search: {batch: 0}|recipe key 'search.batch' is 0; it must be at least 1",
        "ilm|search: {loss: {exponent: 0.5}}|recipe key 'search.loss.exponent' is 0.5; it takes 0, or 1 to 10",
        "ilm|search: {estimator: {smoothing: 1, greyLevels: 2}}|recipe keys 'search.estimator.smoothing' and 'search.estimator.greyLevels' both set beta; keep one of them",
        "ilm|search: {refresh: {source: stored}, estimator: {kind: antithetic}}|recipe key 'search.refresh.source' is stored, but antithetic steps do not ask the unperturbed program; set it to asked, or search.estimator.kind to one-sided",
        "ilm|search: {estimator: {probe: {directions: 3}}}|recipe key 'search.estimator.probe.directions' is 3; it must be at least 4",
        "ilm|search: {refresh: {source: memory}}|key 'search.refresh.source' is 'memory'; it takes asked or stored",
        "ilm|search: {refresh: {everySteps: 0}}|recipe key 'search.refresh.everySteps' is 0; it must be at least 1",
        "cma-es|search: {evolution: {spread: 0}}|recipe key 'search.evolution.spread' is 0.0; it must be above 0.0",
        "spsa-gc|search: {spsa: {momentum: 1}}|recipe key 'search.spsa.momentum' is 1.0; it takes 0.0 to 0.999",
      })
  void keysThatSectionsShareAreNamedWhereTheyStand(String method, String line, String message) {
    assertThatThrownBy(() -> search(method, line))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage("r.yaml: " + message);
  }

  @Test
  void everyDefaultOfAutoIsSpelledOut() {
    Recipe recipe = of("auto", new BudgetRecipe(null, null), AutoRecipe.DEFAULT);
    assertThat(RecipeFile.format(recipe))
        .endsWith("budget: {}\nauto:\n  views: 8\n  candidates: 32\n  leastGain: 0.01\n");
    comesBack(recipe);
  }

  @Test
  void autoIsRefusedOutOfRange() {
    String head = HEAD.replace("method: bar", "method: auto");
    refused(
        head + "auto: {views: 65}",
        "r.yaml: recipe key 'auto.views' is 65.0; it takes 1.0 to 64.0");
    refused(
        head + "auto: {views: 8, candidates: 7}",
        "r.yaml: recipe key 'auto.candidates' is 7.0; it takes 8.0 to 256.0");
    refused(
        head + "auto: {leastGain: 1}",
        "r.yaml: recipe key 'auto.leastGain' is 1.0; it takes 0.0 to 0.9999999999999999");
  }

  @Test
  void unknownKeysAreNamedWithTheirPath() {
    refused(
        HEAD + "bar: {estimator: {qs: 3}}",
        "r.yaml: unknown key 'bar.estimator.qs'; known keys here are"
            + " clip, directions, greyLevels, kind, probe, scale, smoothing");
    refused(
        HEAD + "colour: red",
        "r.yaml: unknown key 'colour'; known keys here are"
            + " ar, auto, bar, box, budget, data, finetune, method, probe, retask, scratch, search,"
            + " seed, views");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bar: {loss: {kind: hinge}}|key 'bar.loss.kind' is 'hinge'; it takes focal or"
            + " cross-entropy",
        "bar: {loss: {kind: 1}}|key 'bar.loss.kind' is '1'; it takes focal or cross-entropy",
        "bar: {update: {kind: lion}}|key 'bar.update.kind' is 'lion'; it takes sgd or momentum or"
            + " adam",
        "bar: {batch: many}|key 'bar.batch' is 'many'; it takes a whole number",
        "bar: {batch: 2.5}|key 'bar.batch' is '2.5'; it takes a whole number",
        "bar: {batch: [2]}|key 'bar.batch' takes a whole number",
        "bar: {update: {stepSize: big}}|key 'bar.update.stepSize' is 'big'; it takes a number",
        "bar: {loss: {balanced: maybe}}|key 'bar.loss.balanced' is 'maybe'; it takes true or false",
        "bar: 5|key 'bar' takes a mapping of keys",
        "bar: {update: {stepSize: 0}}|recipe key 'bar.update.stepSize' is 0.0; it must be above"
            + " 0.0",
        "bar: {update: {stepSize: .nan}}|key 'bar.update.stepSize': Malformed numeric value '.nan'",
        "bar: {update: {finalShare: 2}}|recipe key 'bar.update.finalShare' is 2.0; it takes 1.0E-6"
            + " to 1.0",
        "bar: {loss: {exponent: 0.5}}|recipe key 'bar.loss.exponent' is 0.5; it takes 0, or 1 to"
            + " 10",
        "bar: {batch: 0}|recipe key 'bar.batch' is 0; it must be at least 1",
        "bar: {estimator: {smoothing: 1, greyLevels: 2}}|recipe keys 'bar.estimator.smoothing' and 'bar.estimator.greyLevels' both set beta; keep one of them",
        "bar: {estimator: {kind: central}}|key 'bar.estimator.kind' is 'central'; it takes one-sided or antithetic or orthonormal or guided",
        "bar: {estimator: {clip: 0}}|recipe key 'bar.estimator.clip' is 0.0; it must be above 0.0",
        "bar: {estimator: {kind: guided, scale: 3}}|recipe key 'bar.estimator.scale' is b of directions of length 1 (one-sided or orthonormal); remove it",
        "bar: {estimator: {kind: guided, probe: {share: 0.1}}}|recipe key 'bar.estimator.probe.share' needs an estimate without bias, which guided directions do not make; remove it",
        "bar: {estimator: {probe: {radii: 1}}}|recipe key 'bar.estimator.probe.radii' is 1; it must be at least 2",
        "bar: {estimator: {probe: {factor: 1}}}|recipe key 'bar.estimator.probe.factor' is 1.0; it must be above 1.0",
        "bar: {estimator: {probe: {share: 1}}}|recipe key 'bar.estimator.probe.share' is 1.0; it takes 1.0E-6 to 0.999",
        "bar: {program: {subspace: {size: 0}}}|recipe key 'bar.program.subspace.size' is 0.0; it takes 1.0 to 4096.0",
        "bar: {program: {kind: view, subspace: {}}}|recipe key 'bar.program.subspace' is for framed and additive programs; a view has few parameters already: remove the key",
        "search: {batch: 3}|recipe key 'search' holds settings of another method than 'bar'; remove it",
        "views: {count: 3}|recipe key 'views' holds settings of another method than 'bar'; remove it",
      })
  void valuesThatAreNotAllowedAreExplained(String line, String message) {
    refused(HEAD + line, "r.yaml: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retask: 1|retask: 2|recipe key 'retask' is 2, but this software reads format 1; update"
            + " Retask",
        "method: bar|method: magic|recipe key 'method' is 'magic'; choose one of ar, auto, bar, blm,"
            + " blm+, cma-es, finetune, first-k, frequency, ilm, knn, majority, probe-features,"
            + " random-search, raw, readout, scratch, spsa-gc, views, zoo",
        "method: bar|method: null|recipe key 'method' is missing; add it",
        "box: b|box: null|recipe key 'box' is missing; add it",
        "source: d|labels: 3|recipe key 'data.source' is missing; add it",
        "source: d|source: ' '|recipe key 'data.source' is missing; add it",
        "budget: {}|budget: {images: 0}|recipe key 'budget.images' is 0; it must be at least 1",
        "budget: {}|budget: {money: -1}|recipe key 'budget.money' is -1; it must not be negative",
        "budget: {}|#|recipe key 'budget' is missing; add it",
        "source: d|{source: d, testShare: 1}|recipe key 'data.testShare' is 1.0; it takes 0.0 to"
            + " 0.9",
      })
  void theHeadIsCheckedToo(String from, String to, String message) {
    String head = to.startsWith("{") ? HEAD.replace("data:\n  " + from, "data: " + to) : HEAD;
    refused(head.replace(from, to.startsWith("{") ? from : to), "r.yaml: " + message);
  }

  @Test
  void oneKeyTwiceIsRefused() {
    assertThatThrownBy(() -> RecipeFile.parse(HEAD + "seed: 2", "r.yaml"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageContaining("Duplicate field 'seed'");
    assertThatThrownBy(() -> RecipeFile.parse(HEAD + "bar: {batch: 2, batch: 3}", "r.yaml"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageContaining("uplicate")
        .hasMessageContaining("batch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "null", "- a", "text", "12"})
  void whatHoldsNoRecipeIsRefused(String yaml) {
    refused(yaml, "'r.yaml' holds no recipe: it is not a YAML mapping");
  }

  @Test
  void brokenYamlAndASecondDocumentAreRefused() {
    assertThatThrownBy(() -> RecipeFile.parse("a: [", "r.yaml"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageStartingWith("r.yaml is not YAML: ");
    assertThatThrownBy(() -> RecipeFile.parse(HEAD + "---\n" + HEAD, "r.yaml"))
        .isInstanceOf(InvalidRecipe.class);
  }

  @Test
  void aFileIsReadOrNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("r.yaml"), HEAD);
    assertThat(RecipeFile.read(file).settings(BarRecipe.class)).isEqualTo(BarRecipe.DEFAULT);
    Path absent = folder.resolve("none.yaml");
    assertThatThrownBy(() -> RecipeFile.read(absent))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "the recipe '%s' cannot be read: %s; name an existing file".formatted(absent, absent));
  }
}
