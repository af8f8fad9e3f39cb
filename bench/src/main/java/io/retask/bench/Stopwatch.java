package io.retask.bench;

import java.lang.management.ManagementFactory;

/** Wall and CPU time of this process since some moment, in seconds. */
final class Stopwatch {
  private final long wall = System.nanoTime();
  private final long cpu = cpuNanos();

  double wall() {
    return (System.nanoTime() - wall) / 1e9;
  }

  double cpu() {
    return (cpuNanos() - cpu) / 1e9;
  }

  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
