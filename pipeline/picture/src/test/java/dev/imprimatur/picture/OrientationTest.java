package dev.imprimatur.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
  @ParameterizedTest
  @CsvSource({
    "1,UPRIGHT",
    "3,TURNED_180",
    "6,TURNED_RIGHT",
    "8,TURNED_LEFT",
    "0,UPRIGHT",
    "9,UPRIGHT"
  })
  void of_bothByteOrders_givesTheOrientation(int number, Orientation orientation) {
    assertThat(Orientation.of(exif(ByteOrder.LITTLE_ENDIAN, number))).isEqualTo(orientation);
    assertThat(Orientation.of(exif(ByteOrder.BIG_ENDIAN, number))).isEqualTo(orientation);
  }

  @Test
  void of_truncatedData_isUpright() {
    byte[] exif = exif(ByteOrder.BIG_ENDIAN, 6);
    for (int length = 0; length < exif.length; length++) {
      assertThat(Orientation.of(Arrays.copyOf(exif, length))).isEqualTo(Orientation.UPRIGHT);
    }
  }

  @Test
  void of_randomDamage_neverFails() {
    var random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] exif = exif(ByteOrder.LITTLE_ENDIAN, 6);
      for (int i = 0; i <= random.nextInt(4); i++) {
        exif[random.nextInt(exif.length)] = (byte) random.nextInt(256);
      }
      assertThat(Orientation.of(exif)).isNotNull();
    }
  }

  /** A directory of one other entry and the orientation. */
  private static byte[] exif(ByteOrder order, int number) {
    ByteBuffer exif = ByteBuffer.allocate(34).order(order);
    exif.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D));
    exif.putShort((short) 42).putInt(8).putShort((short) 2);
    exif.putShort((short) 0x010F).putShort((short) 2).putInt(4).putInt(0);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) number);
    return exif.array();
  }
}
