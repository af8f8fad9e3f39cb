package io.retask.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes bundles until every class has its quota. */
final class Draw {
  private final int[] quota;
  private final int[] held;
  private final int[] bundlesLeft;
  private final int least;
  private final List<Bundle> taken = new ArrayList<>();
  private final Set<Bundle> seen = new HashSet<>();

  /**
   * An empty draw.
   *
   * @param leave whether one bundle of every class has to be left
   */
  Draw(List<Bundle> from, int[] quota, boolean leave) {
    this.quota = quota;
    this.held = new int[quota.length];
    this.bundlesLeft = new int[quota.length];
    this.least = leave ? 1 : 0;
    for (Bundle bundle : from) {
      for (int c : bundle.classes()) {
        bundlesLeft[c]++;
      }
    }
  }

  /**
   * Takes a bundle if that keeps to the quotas.
   *
   * @param last whether it may go beyond them for a class that holds nothing yet
   */
  void offer(Bundle bundle, boolean last) {
    if (seen.contains(bundle) || !leavesEnough(bundle)) {
      return;
    }
    if (last ? needed(bundle) : fits(bundle)) {
      take(bundle);
    }
  }

  private boolean leavesEnough(Bundle bundle) {
    for (int c : bundle.classes()) {
      if (bundlesLeft[c] <= least) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(Bundle bundle) {
    for (int i = 0; i < bundle.classes().length; i++) {
      int c = bundle.classes()[i];
      if (held[c] + bundle.count(i) > quota[c]) {
        return false;
      }
    }
    return true;
  }

  private boolean needed(Bundle bundle) {
    for (int c : bundle.classes()) {
      if (held[c] == 0 && quota[c] > 0) {
        return true;
      }
    }
    return false;
  }

  private void take(Bundle bundle) {
    taken.add(bundle);
    seen.add(bundle);
    for (int i = 0; i < bundle.classes().length; i++) {
      held[bundle.classes()[i]] += bundle.count(i);
      bundlesLeft[bundle.classes()[i]]--;
    }
  }

  List<Bundle> taken() {
    return taken;
  }
}
