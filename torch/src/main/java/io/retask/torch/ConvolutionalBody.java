package io.retask.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import io.retask.tensor.TensorBatch;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Convolution of 3x3, batch normalisation, ReLU and a maximum over 2x2, stage by stage, and the
 * mean over what is left. The weights begin as normal draws of variance 2 / fan-in (He et al., ICCV
 * 2015). While it learns, batch normalisation uses the statistics of the mini-batch.
 */
final class ConvolutionalBody implements Body {
  private static final Shape SMALL = new Shape(3, 3);
  private static final Shape BORDER = new Shape(1, 1);
  private static final Shape PAIR = new Shape(2, 2);

  /** Pixels are centred: [0,1] becomes [-2,2]. */
  private static final float CENTRE = 0.5f;

  private static final float SPREAD = 0.25f;
  private final NDManager scope;
  private final SequentialBlock block;
  private final ParameterStore store;
  private final int count;
  private final SortedMap<String, NDArray> state = new TreeMap<>();
  private final SortedMap<String, NDArray> learned = new TreeMap<>();

  private ConvolutionalBody(NDManager scope, SequentialBlock block, int count) {
    this.scope = scope;
    this.block = block;
    this.count = count;
    store = new ParameterStore(scope, false);
    block
        .getParameters()
        .forEach(
            entry -> {
              NDArray array = entry.getValue().getArray();
              state.put(entry.getKey(), array);
              if (entry.getValue().requiresGradient()) {
                learned.put(entry.getKey(), array);
              }
            });
  }

  static ConvolutionalBody open(ConvolutionalStructure structure) {
    NDManager scope = TorchEngine.newScope();
    List<Integer> channels = structure.channels();
    SequentialBlock block = new SequentialBlock();
    for (int stage = 0; stage < channels.size(); stage++) {
      block.add(
          Conv2d.builder()
              .setKernelShape(SMALL)
              .optPadding(BORDER)
              .optBias(false)
              .setFilters(channels.get(stage))
              .build());
      block.add(BatchNorm.builder().build());
      block.add(Activation::relu);
      if (stage < channels.size() - 1) {
        block.add(Pool.maxPool2dBlock(PAIR, PAIR));
      }
    }
    block.add(Pool.globalAvgPool2dBlock());
    block.setInitializer(
        new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 2), Parameter.Type.WEIGHT);
    JniUtils.setSeed(structure.seed());
    block.initialize(scope, DataType.FLOAT32, new Shape(1, 3, structure.side(), structure.side()));
    return new ConvolutionalBody(scope, block, channels.get(channels.size() - 1));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public NDManager scope() {
    return scope;
  }

  /** A mini-batch is one, as its statistics are. */
  @Override
  public int rowsAtOnce() {
    return Integer.MAX_VALUE;
  }

  @Override
  public NDArray features(NDManager own, TensorBatch rows, boolean learning) {
    NDArray pixels = ScriptModule.rows(own, rows.values(), rows.count(), rows.shape());
    pixels.subi(CENTRE).divi(SPREAD);
    return block.forward(store, new NDList(pixels), learning).singletonOrThrow();
  }

  @Override
  public SortedMap<String, NDArray> learned() {
    return learned;
  }

  @Override
  public SortedMap<String, NDArray> state() {
    return state;
  }

  @Override
  public void close() {
    scope.close();
  }
}
