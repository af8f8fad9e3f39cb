package io.retask.report;

/** What a comparison says beyond its figures when it repeats a published experiment. */
final class StudyPart {
  private final StudyFacts study;

  StudyPart(StudyFacts study) {
    this.study = study;
  }

  void task(Page page) {
    study.task().forEach(page::paragraph);
    page.html().open("ul", "class", "thumbnails");
    for (Picture picture : study.examples()) {
      page.html().open("li");
      page.picture(picture);
      page.html().element("span", picture.words(), "class", "small").close();
    }
    page.html().close();
  }

  void published(Page page) {
    page.html().open("ul", "class", "sentences");
    study.sentences().forEach(sentence -> page.html().element("li", Figures.unbroken(sentence)));
    page.html().close();
  }
}
