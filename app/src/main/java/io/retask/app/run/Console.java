package io.retask.app.run;

/** Where a run tells people how it goes. */
public interface Console {
  /** One line for people; never part of the result. */
  void say(String line);

  /** Begins a piece of work whose size is known. */
  Task begin(String what, long images);

  /** A piece of work under way. */
  interface Task extends AutoCloseable {
    /** That many images are done. */
    void at(long images, String note);

    @Override
    void close();
  }

  /** A console that says nothing. */
  Console SILENT =
      new Console() {
        @Override
        public void say(String line) {
          // nobody listens
        }

        @Override
        public Task begin(String what, long images) {
          return new Task() {
            @Override
            public void at(long done, String note) {
              // nobody listens
            }

            @Override
            public void close() {
              // nothing was opened
            }
          };
        }
      };
}
