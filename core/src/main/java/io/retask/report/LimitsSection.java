package io.retask.report;

/** What the figures cannot say. */
final class LimitsSection implements Section {
  @Override
  public String key() {
    return "limits";
  }

  @Override
  public String title() {
    return "Limits of this result";
  }

  @Override
  public boolean isPresent(RunReport run) {
    return !run.limits().isEmpty();
  }

  @Override
  public void write(RunReport run, Page page) {
    page.html().open("ul", "class", "sentences");
    run.limits().forEach(sentence -> page.html().element("li", sentence));
    page.html().close();
  }
}
