package dev.imprimatur.diffusion.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Component;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/** The denoising network: noisy latents, a timestep and a text give a prediction. */
public final class UNet implements Releasable {
  private final Network network;
  private final UNetFacts facts;
  private final Device samples;
  private ByteBuffer hostMemory = ByteBuffer.allocateDirect(0);
  private float[] prediction = {};

  private UNet(Network network, UNetFacts facts, Device samples) {
    this.network = network;
    this.facts = facts;
    this.samples = samples;
  }

  /**
   * Loads the network from a checkpoint's {@code unet}; on a GPU in {@link WeightForm#HALF} with
   * the fused kernels, where there are any, which need it there as a whole.
   */
  public static UNet load(
      NDManager parent, Component component, WeightForm form, Residency residency)
      throws InvalidCheckpointException {
    UNetFacts facts = UNetFacts.of(component.config());
    requireShapes(component, facts);
    NDManager manager = parent.newSubManager();
    return of(manager, form.load(component, manager, residency), facts, form);
  }

  /** The network of {@code weights}, which {@code manager} owns. */
  static UNet of(
      NDManager manager, Map<String, NDArray> weights, UNetFacts facts, WeightForm form) {
    IValue heads = IValue.listFrom(facts.heads().stream().mapToLong(Integer::longValue).toArray());
    IValue groups = IValue.from((long) facts.groups());
    IValue epsilon = IValue.from(facts.epsilon());
    if (form == WeightForm.HALF
        && Acceleration.isUsedOn(manager.getDevice())
        && Acceleration.knows(weights)) {
      return new UNet(
          Network.load(manager, "unet_cuda.torchscript", weights, form, heads, groups, epsilon),
          facts,
          // It brings samples to the GPU by itself, through memory that the GPU can reach.
          Device.cpu());
    }
    return new UNet(
        Network.load(
            manager,
            "unet.torchscript",
            weights,
            form,
            IValue.from(form.isPacked()),
            heads,
            groups,
            epsilon,
            IValue.from(facts.upcastAttention())),
        facts,
        manager.getDevice());
  }

  /** What it takes. */
  public UNetFacts facts() {
    return facts;
  }

  /**
   * Prepares conditions for {@link #predict}: keys and values of every cross attention, and the
   * embeddings of what else the family takes.
   *
   * @param condition of n samples
   */
  public TextContext context(NDManager manager, Condition condition) {
    return new TextContext(
        network.call(
            "text_context",
            IValue.from((PtNDArray) condition.hidden()),
            argument(manager, condition.pooled()),
            argument(manager, condition.sizes()),
            argument(manager, condition.guidance())));
  }

  private static IValue argument(NDManager manager, Optional<NDArray> value) {
    return IValue.from((PtNDArray) value.orElseGet(() -> manager.create(new Shape(0))));
  }

  /**
   * One pass. Where all pictures are guided, each may come as one sample for two texts beside each
   * other: until they first meet their texts, both samples are the same.
   *
   * @param manager owns the result
   * @param sample [n, channels, h, w], float32
   * @param timesteps [n], float32
   * @param text of n samples, or of 2 n
   * @return [texts, latent channels, h, w], float32
   */
  public NDArray predict(NDManager manager, NDArray sample, NDArray timesteps, TextContext text) {
    return network.tensor(
        manager,
        "forward",
        IValue.from((PtNDArray) sample),
        IValue.from((PtNDArray) timesteps),
        text.argument());
  }

  /**
   * The same from the heap to the heap. Only one at a time.
   *
   * @param shape [n, channels, h, w]
   * @param sample of that shape
   * @param timesteps n of them
   * @param text of n samples, or of 2 n
   * @return [texts, latent channels, h, w], until the next pass
   */
  public float[] predict(
      NDManager parent, Shape shape, float[] sample, float[] timesteps, TextContext text) {
    try (NDManager manager = parent.newSubManager(samples)) {
      NDArray input = manager.create(inHostMemory(sample), shape, DataType.FLOAT32);
      FloatBuffer answer =
          predict(manager, input, manager.create(timesteps), text)
              .toByteBuffer(true)
              .asFloatBuffer();
      // Used again: for a GPU's large passes, fresh memory would cost more than the copy.
      if (prediction.length != answer.remaining()) {
        prediction = new float[answer.remaining()];
      }
      answer.get(prediction);
      return prediction;
    }
  }

  /** Reuses its memory: fresh pages for every pass cost more than the copy. */
  private ByteBuffer inHostMemory(float[] sample) {
    int bytes = Math.multiplyExact(sample.length, Float.BYTES);
    if (hostMemory.capacity() < bytes) {
      hostMemory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    hostMemory.clear().limit(bytes);
    hostMemory.asFloatBuffer().put(sample);
    return hostMemory.slice().order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    network.close();
  }

  private static void requireShapes(Component component, UNetFacts facts)
      throws InvalidCheckpointException {
    long first = facts.widths().getFirst();
    component.require("conv_in.weight", first, facts.inChannels(), 3, 3);
    component.require("conv_out.weight", facts.outChannels(), first, 3, 3);
    component.require("time_embedding.linear_1.weight", 4 * first, first);
  }
}
