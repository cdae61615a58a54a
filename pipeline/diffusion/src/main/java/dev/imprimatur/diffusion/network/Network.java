package dev.imprimatur.diffusion.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A TorchScript network with its weights. Closing it frees both. Used by one thread at a time. */
final class Network implements AutoCloseable {
  private final PtNDManager manager;
  private final PtSymbolBlock block;

  private Network(PtNDManager manager, PtSymbolBlock block) {
    this.manager = manager;
    this.block = block;
  }

  /**
   * Loads a network.
   *
   * @param manager owns {@code weights}, and from now on belongs to the network
   * @param resource the source's file name in this package
   * @param weights by the names that the source uses
   * @param form of the weights
   * @param settings the further arguments of the source's {@code load} method
   */
  static Network load(
      NDManager manager,
      String resource,
      Map<String, NDArray> weights,
      WeightForm form,
      IValue... settings) {
    byte[] archive = TorchScriptArchive.of(source(resource));
    try {
      PtSymbolBlock block =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
      Network network = new Network((PtNDManager) manager, block);
      network.pushWeights(weights, form, settings);
      network.giveBackUnused();
      return network;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /** Calls {@code method} and closes the arguments. The caller closes the answer. */
  IValue call(String method, IValue... arguments) {
    // The setting belongs to the thread: with it on, every new shape costs a compilation.
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return IValueUtils.runMethod(block, method, arguments);
    } finally {
      closeAll(arguments);
    }
  }

  /** Calls {@code method}, whose answer is one tensor, and closes the arguments. */
  NDArray tensor(NDManager results, String method, IValue... arguments) {
    try (IValue answer = call(method, arguments)) {
      return answer.toTensor((PtNDManager) results);
    }
  }

  /** Calls {@code method}, whose answer is a list of tensors, and closes the arguments. */
  NDList tensors(NDManager results, String method, IValue... arguments) {
    try (IValue answer = call(method, arguments)) {
      return answer.toNDList((PtNDManager) results);
    }
  }

  boolean isOnGpu() {
    return manager.getDevice().isGpu();
  }

  @Override
  public void close() {
    block.close();
    manager.close();
    giveBackUnused();
  }

  /** The engine keeps a GPU's freed memory, but a step's recording cannot use what is kept so. */
  private void giveBackUnused() {
    if (isOnGpu()) {
      JniUtils.emptyCudaCache();
    }
  }

  private void pushWeights(Map<String, NDArray> weights, WeightForm form, IValue... settings) {
    Map<String, PtNDArray> handles =
        weights.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> (PtNDArray) entry.getValue()));
    IValue[] arguments = new IValue[settings.length + 1];
    arguments[0] = IValue.stringMapFrom(handles);
    System.arraycopy(settings, 0, arguments, 1, settings.length);
    if (!form.isMapped()) {
      // The network alone holds them from here on, so that packing one frees the one before.
      weights.values().forEach(NDArray::close);
    }
    call("load", arguments).close();
  }

  private static void closeAll(IValue... values) {
    for (IValue value : values) {
      value.close();
    }
  }

  private static String source(String resource) {
    try (InputStream in = Network.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
