package dev.imprimatur.diffusion.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorViewTest {
  @TempDir Path folder;

  private SafetensorsFile file;
  private TensorView matrix;

  @BeforeEach
  void write() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      bytes.putFloat(i);
    }
    var writer = new SafetensorsWriter("pt");
    writer.add("matrix", ElementType.F32, List.of(2L, 3L), bytes.array());
    writer.add("pointwise", ElementType.F32, List.of(2L, 3L, 1L, 1L), bytes.array());
    writer.add("half", ElementType.F16, List.of(1L), new byte[] {0, 0x3e});
    writer.add("brain", ElementType.BF16, List.of(2L), new byte[] {0x20, 0x40, 0, (byte) 0xc0});
    ByteBuffer wide = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.1);
    writer.add("wide", ElementType.F64, List.of(1L), wide.array());
    byte[] bits = {0x38, (byte) 0xc2, 0x7e, 0x01, (byte) 0x80, 0x7f};
    writer.add("four", ElementType.F8_E4M3, List.of(6L), bits);
    writer.add("five", ElementType.F8_E5M2, List.of(6L), bits);
    Path path = folder.resolve("views.safetensors");
    writer.write(path);
    file = SafetensorsFile.open(path);
    matrix = view("matrix");
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Test
  void floats_ofEachType_areItsNumbers() throws Exception {
    assertThat(matrix.floats()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(view("half").floats()).containsExactly(1.5f);
    assertThat(view("brain").floats()).containsExactly(2.5f, -2f);
    assertThat(view("wide").floats()).containsExactly(0.1f);
    assertThat(view("four").floats()).containsExactly(1, -2.5f, 448, 0x1p-9f, -0f, Float.NaN);
    assertThat(view("five").floats())
        .containsExactly(0.5f, -3, Float.NaN, 0x1p-16f, -0f, Float.NaN);
  }

  @Test
  void transposed_ofAMatrix_swapsRowsAndColumns() throws Exception {
    assertThat(matrix.transposed().shape()).containsExactly(3L, 2L);
    assertThat(matrix.transposed().floats()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(matrix.transposed().transposed()).isEqualTo(matrix);
    assertThat(view("half").transposed()).isEqualTo(view("half"));
  }

  @Test
  void part_ofTheRows_isThoseRows() throws Exception {
    assertThat(matrix.part(1, 2).shape()).containsExactly(1L, 3L);
    assertThat(matrix.part(1, 2).floats()).containsExactly(3, 4, 5);
    assertThat(matrix.part(1, 3)).as("two rows are not three parts").isEqualTo(matrix);
  }

  @Test
  void fitted_toAShapeWithoutItsOnes_isThatShape() {
    assertThat(view("pointwise").fitted(List.of(2L, 3L)).shape()).containsExactly(2L, 3L);
    assertThat(matrix.fitted(List.of(2L, 3L, 1L, 1L)).shape()).containsExactly(2L, 3L, 1L, 1L);
    assertThat(matrix.fitted(List.of(3L, 2L))).isEqualTo(matrix);
  }

  private TensorView view(String name) {
    return new TensorView(file, file.tensor(name).orElseThrow());
  }
}
