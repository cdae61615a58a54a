package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import dev.imprimatur.diffusion.family.Recipe;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentTest {
  private static final String CONV_IN = "conv_in.weight";
  private static final String UNET = "unet/diffusion_pytorch_model.safetensors";
  private static final float[] VALUES = Recipe.values("unet", CONV_IN, 32, 4, 3, 3);

  private static NDManager manager;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
  }

  @AfterAll
  static void stop() {
    manager.close();
  }

  @Test
  void load_float32_isWhatTheFileSays() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    assertThat(convIn(Precision.FLOAT32)).containsExactly(VALUES);
    assertThat(convIn(Precision.FLOAT16))
        .usingComparatorWithPrecision(0.001f)
        .containsExactly(VALUES);
  }

  @Test
  void load_bfloat16_isWidened() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    retype(ElementType.BF16, value -> (short) (Float.floatToIntBits(value) >>> 16));
    float[] loaded = convIn(Precision.FLOAT32);
    for (int i = 0; i < VALUES.length; i++) {
      assertThat(Float.floatToIntBits(loaded[i]))
          .isEqualTo(Float.floatToIntBits(VALUES[i]) & 0xffff0000);
    }
    // The next weight comes through the same scratch buffer and must not change the one before.
    assertThat(convIn(Precision.FLOAT16))
        .usingComparatorWithPrecision(0.01f)
        .containsExactly(VALUES);
  }

  @Test
  void load_float64_isRounded() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    var bytes = ByteBuffer.allocate(8 * VALUES.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : VALUES) {
      bytes.putDouble(value * (1 + 1e-9));
    }
    rewrite(ElementType.F64, bytes);
    assertThat(convIn(Precision.FLOAT32)).containsExactly(VALUES);
    assertThat(convIn(Precision.STORED)).containsExactly(VALUES);
  }

  @Test
  void load_floatsOfEightBits_areWidened() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    var bytes = ByteBuffer.allocate(VALUES.length);
    float[] expected = new float[VALUES.length];
    for (int i = 0; i < expected.length; i++) {
      bytes.put((byte) (0x30 + i % 16));
      expected[i] = (1 + i % 8 / 8f) * (i % 16 < 8 ? 0.5f : 1);
    }
    rewrite(ElementType.F8_E4M3, bytes);
    for (Precision precision : Precision.values()) {
      assertThat(convIn(precision)).as(precision.name()).containsExactly(expected);
    }
  }

  @Test
  void summary_ofATypeThatIsWidened_countsTheRoomThatItTakes() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    long bytes = Checkpoint.open(folder).summary().bytes();
    rewrite(ElementType.F64, ByteBuffer.allocate(VALUES.length * Double.BYTES));
    assertThat(Checkpoint.open(folder).summary().bytes()).isEqualTo(bytes);
    for (ElementType type : List.of(ElementType.BF16, ElementType.F8_E5M2)) {
      rewrite(type, ByteBuffer.allocate(VALUES.length * type.bytes()));
      assertThat(Checkpoint.open(folder).summary().bytes())
          .as(type.name())
          .isEqualTo(bytes - VALUES.length * Short.BYTES);
    }
  }

  @Test
  void bitsOfBfloat16_areThoseOfMappedWeights() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    rewrite(ElementType.BF16, ByteBuffer.allocate(VALUES.length * Short.BYTES));
    try (Component unet = Checkpoint.open(folder).component("unet")) {
      assertThat(unet.bitsOfBfloat16(Precision.STORED)).containsExactly(CONV_IN);
      assertThat(unet.bitsOfBfloat16(Precision.FLOAT32)).isEmpty();
    }
  }

  @Test
  void load_float16_isKeptOrWidened() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    retype(ElementType.F16, Float::floatToFloat16);
    float[] rounded = new float[VALUES.length];
    for (int i = 0; i < VALUES.length; i++) {
      rounded[i] = Float.float16ToFloat(Float.floatToFloat16(VALUES[i]));
    }
    assertThat(convIn(Precision.FLOAT32)).containsExactly(rounded);
    assertThat(convIn(Precision.FLOAT16)).containsExactly(rounded);
  }

  @Test
  void load_eightBits_staysSoOnRequest() throws Exception {
    Quantiser.quantise(
        RecipeCheckpoint.write("sd1", folder.resolve("large")), folder.resolve("small"));
    try (Component unet = Checkpoint.open(folder.resolve("small")).component("unet");
        NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> kept = unet.load(scope, "", Precision.EIGHT_BIT_FLOAT16);
      NDArray values = kept.get(CONV_IN);
      NDArray scale = kept.get(CONV_IN + ".scale");
      assertThat(values.getDataType()).isEqualTo(DataType.INT8);
      assertThat(scale.getDataType()).isEqualTo(DataType.FLOAT16);
      assertThat(scale.getShape()).isEqualTo(new Shape(32, 1, 1, 1));
      assertThat(kept.get("conv_in.bias").getDataType()).isEqualTo(DataType.FLOAT16);
      NDArray product =
          values.toType(DataType.FLOAT32, false).mul(scale.toType(DataType.FLOAT32, false));
      NDArray expanded = unet.load(scope, "", Precision.FLOAT32).get(CONV_IN);
      assertThat(product.toFloatArray()).containsExactly(expanded.toFloatArray());
      assertThat(expanded.toFloatArray())
          .usingComparatorWithPrecision(0.005f)
          .containsExactly(VALUES);
    }
  }

  @Test
  void load_aClosedComponent_leavesTheWeightsAlive() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    try (NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> loaded;
      try (Component unet = Checkpoint.open(folder).component("unet")) {
        loaded = unet.load(scope, "");
      }
      Files.delete(folder.resolve(UNET));
      assertThat(loaded.get(CONV_IN).toFloatArray()).containsExactly(VALUES);
    }
  }

  @Test
  void load_aPrefix_takesItOffAndLeavesOutTheRest() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    try (Component unet = Checkpoint.open(folder).component("unet");
        NDManager scope = manager.newSubManager()) {
      assertThat(unet.load(scope, "conv_in.")).containsOnlyKeys("weight", "bias");
    }
  }

  /** The autoencoder's attention as it was named, and shaped, in the first releases. */
  @Test
  void open_oldNames_areUnderstood() throws Exception {
    RecipeCheckpoint.write(
        "sd1",
        folder,
        name ->
            name.contains("coder.mid_block.attentions")
                ? name.replace(".to_q.", ".query.")
                    .replace(".to_k.", ".key.")
                    .replace(".to_v.", ".value.")
                    .replace(".to_out.0.", ".proj_attn.")
                : name);
    rewrite("vae/diffusion_pytorch_model.safetensors", name -> name, ComponentTest::asConvolution);
    rewrite(
        "text_encoder/model.safetensors",
        name -> name.substring("text_model.".length()),
        (name, shape) -> shape);
    try (Component vae = Checkpoint.open(folder).component("vae");
        NDManager scope = manager.newSubManager()) {
      String name = "encoder.mid_block.attentions.0.to_out.0.weight";
      NDArray loaded = vae.load(scope, "").get(name);
      assertThat(loaded.getShape()).isEqualTo(new Shape(32, 32));
      assertThat(loaded.toFloatArray()).containsExactly(Recipe.values("vae", name, 32, 32));
    }
  }

  @Test
  void open_positionsAndTrainingScales_areIgnored() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    add("text_encoder/model.safetensors", "text_model.embeddings.position_ids", ElementType.I64);
    add("text_encoder/model.safetensors", "logit_scale", ElementType.F32);
    try (Component text = Checkpoint.open(folder).component("text_encoder")) {
      assertThat(text.has("text_model.embeddings.position_ids")).isFalse();
    }
    add("text_encoder/model.safetensors", "text_model.adapter", ElementType.F32);
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage(
            "text_encoder: the configuration has no place for the tensor text_model.adapter");
  }

  @Test
  void open_aTypeThatIsNoFloat_isRefused() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    retype(ElementType.U8, value -> (short) 0);
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage("unet: weight conv_in.weight is of type U8, which is not supported");
  }

  @Test
  void open_eightBitsWithoutScales_isRefused() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    retype(ElementType.I8, value -> (short) 0);
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage("unet: weight conv_in.weight.scale is missing");
    add(UNET, "conv_in.weight.scale", ElementType.F16);
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage("unet: conv_in.weight.scale must have one value for each row");
  }

  @Test
  void open_float16Variants_areFound() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    Files.move(
        folder.resolve(UNET), folder.resolve("unet/diffusion_pytorch_model.fp16.safetensors"));
    assertThat(convIn(Precision.FLOAT32)).containsExactly(VALUES);
  }

  @Test
  void open_shards_areOneNetwork() throws Exception {
    for (String index :
        List.of(
            "diffusion_pytorch_model.safetensors.index.json",
            "diffusion_pytorch_model.safetensors.index.fp16.json",
            "diffusion_pytorch_model.fp16.safetensors.index.json")) {
      Path shards = folder.resolve(index);
      RecipeCheckpoint.write("sd1", shards);
      shard(shards, index);
      try (Component unet = Checkpoint.open(shards).component("unet")) {
        unet.require(CONV_IN, 32, 4, 3, 3);
        unet.require("conv_out.bias", 4);
      }
    }
  }

  @Test
  void open_aTensorInTwoShards_isRefused() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
    Files.copy(folder.resolve(UNET), folder.resolve("unet/b.safetensors"));
    Files.move(folder.resolve(UNET), folder.resolve("unet/a.safetensors"));
    Files.writeString(
        folder.resolve("unet/diffusion_pytorch_model.safetensors.index.json"),
        "{\"weight_map\":{\"x\":\"a.safetensors\",\"y\":\"b.safetensors\"}}");
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage("unet: the weight conv_in.bias is there twice");
  }

  private float[] convIn(Precision precision) throws Exception {
    try (Component unet = Checkpoint.open(folder).component("unet");
        NDManager scope = manager.newSubManager()) {
      return unet.load(scope, "", precision)
          .get(CONV_IN)
          .toType(DataType.FLOAT32, false)
          .toFloatArray();
    }
  }

  private interface Halves {
    short of(float value);
  }

  /** Changes the type of one weight. */
  private void retype(ElementType type, Halves halves) throws Exception {
    ByteBuffer bytes =
        ByteBuffer.allocate(VALUES.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : VALUES) {
      if (type.bytes() == Short.BYTES) {
        bytes.putShort(halves.of(value));
      }
    }
    rewrite(type, bytes);
  }

  private void rewrite(ElementType type, ByteBuffer bytes) throws Exception {
    var writer = new SafetensorsWriter("pt");
    copy(UNET, writer, name -> name, (name, shape) -> name.equals(CONV_IN) ? List.of() : shape);
    writer.add(CONV_IN, type, List.of(32L, 4L, 3L, 3L), bytes.array());
    writer.write(folder.resolve(UNET));
  }

  private void add(String file, String name, ElementType type) throws Exception {
    var writer = new SafetensorsWriter("pt");
    copy(file, writer, kept -> kept, (kept, shape) -> shape);
    writer.add(name, type, List.of(1L), new byte[type.bytes()]);
    writer.write(folder.resolve(file));
  }

  private interface Shapes {
    /** Another shape for the same elements, or an empty one to leave the tensor out. */
    List<Long> of(String name, List<Long> shape);
  }

  private void rewrite(String file, UnaryOperator<String> names, Shapes shapes) throws Exception {
    var writer = new SafetensorsWriter("pt");
    copy(file, writer, names, shapes);
    writer.write(folder.resolve(file));
  }

  private void copy(
      String file, SafetensorsWriter writer, UnaryOperator<String> names, Shapes shapes)
      throws Exception {
    try (SafetensorsFile source = SafetensorsFile.open(folder.resolve(file))) {
      for (String name : source.names()) {
        var stored = source.tensor(name).orElseThrow();
        List<Long> shape = shapes.of(name, stored.shape());
        if (!shape.isEmpty()) {
          byte[] bytes = new byte[(int) stored.bytes()];
          source.map(stored).get(bytes);
          writer.add(names.apply(name), stored.type(), shape, bytes);
        }
      }
    }
  }

  private static List<Long> asConvolution(String name, List<Long> shape) {
    return name.contains(".attentions.") && shape.size() == 2
        ? List.of(shape.get(0), shape.get(1), 1L, 1L)
        : shape;
  }

  private static void shard(Path checkpoint, String index) throws Exception {
    Path unet = checkpoint.resolve("unet");
    Map<String, SafetensorsWriter> shards = new TreeMap<>();
    var map = new StringBuilder();
    try (SafetensorsFile whole = SafetensorsFile.open(checkpoint.resolve(UNET))) {
      for (String name : whole.names()) {
        var stored = whole.tensor(name).orElseThrow();
        byte[] bytes = new byte[(int) stored.bytes()];
        whole.map(stored).get(bytes);
        String shard = "part-%d.safetensors".formatted(name.hashCode() & 1);
        shards
            .computeIfAbsent(shard, first -> new SafetensorsWriter("pt"))
            .add(name, stored.type(), stored.shape(), bytes);
        map.append(map.isEmpty() ? "" : ",").append("\"%s\":\"%s\"".formatted(name, shard));
      }
    }
    for (var shard : shards.entrySet()) {
      shard.getValue().write(unet.resolve(shard.getKey()));
    }
    Files.delete(checkpoint.resolve(UNET));
    Files.writeString(unet.resolve(index), "{\"weight_map\":{" + map + "}}");
  }
}
