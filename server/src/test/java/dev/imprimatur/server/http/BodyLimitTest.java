package dev.imprimatur.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyLimitTest {
  private static final int MOST = 4 * BodyPace.BYTES_PER_SECOND;
  private final AtomicLong clock = new AtomicLong();

  @Test
  void most_ofEachKind_isThatOfThatKind() {
    assertThat(BodyLimit.most("image/png")).isEqualTo(BodyLimit.MAXIMUM_PICTURE);
    assertThat(BodyLimit.most("IMAGE/JPEG; q=1")).isEqualTo(BodyLimit.MAXIMUM_PICTURE);
    assertThat(BodyLimit.most("multipart/form-data; boundary=x")).isEqualTo(BodyLimit.MAXIMUM_FORM);
    assertThat(BodyLimit.most("application/zip")).isEqualTo(BodyLimit.MAXIMUM_ARCHIVE);
    for (String other :
        new String[] {"application/json", "", "nonsense", "*/*", "multipart/mixed", ";"}) {
      assertThat(BodyLimit.most(other)).as(other).isEqualTo(BodyLimit.MAXIMUM);
    }
    assertThat(BodyLimit.most(null)).isEqualTo(BodyLimit.MAXIMUM);
  }

  @Test
  void read_asMuchAsIsAllowed_isTheSame() throws IOException {
    byte[] body = new byte[MOST];
    body[MOST - 1] = -1;
    assertThat(limited(new ByteArrayInputStream(body)).readAllBytes()).isEqualTo(body);
    InputStream single = limited(new ByteArrayInputStream(new byte[] {-1}));
    assertThat(single.read()).isEqualTo(255);
    assertThat(single.read()).isEqualTo(-1);
  }

  @Test
  void read_more_isTooLarge() {
    InputStream body = limited(new ByteArrayInputStream(new byte[MOST + 1]));
    assertThatThrownBy(body::readAllBytes).isInstanceOf(BodyTooLargeException.class);
  }

  @Test
  void read_aByteASecond_endsAfterTheGrace() {
    var body = limited(new Slow(1, Duration.ofSeconds(1)));
    assertThatThrownBy(body::readAllBytes).isInstanceOf(BodyTooSlowException.class);
    assertThat(Duration.ofNanos(clock.get()))
        .isGreaterThan(BodyPace.GRACE)
        .isLessThan(BodyPace.GRACE.plusSeconds(3));
  }

  /** A thin line is no attack. */
  @Test
  void read_atThePaceThatIsAsked_isTaken() throws IOException {
    var body =
        limited(new Slow(BodyPace.BYTES_PER_SECOND / 16, Duration.ofSeconds(1).dividedBy(16)));
    assertThat(body.readAllBytes()).hasSize(MOST);
  }

  @Test
  void read_whatBreaksOff_isNoFaultOfOurs() {
    assertThat(problemOf(new IOException("reset")).status()).isEqualTo(400);
    assertThat(problemOf(new SocketTimeoutException()).status()).isEqualTo(408);
  }

  private Problem problemOf(IOException failure) {
    var body =
        limited(
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw failure;
              }
            });
    try {
      return Problem.of(200, "read", "", "" + body.read());
    } catch (BodyException e) {
      return e.problem();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private InputStream limited(InputStream body) {
    return new BodyLimit.Limited(body, MOST, clock::get);
  }

  /** Gives so many bytes at a time, {@link #MOST} in all. */
  private final class Slow extends InputStream {
    private final int portion;
    private final Duration pause;
    private int left = MOST;

    Slow(int portion, Duration pause) {
      this.portion = portion;
      this.pause = pause;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      clock.addAndGet(pause.toNanos());
      int given = Math.min(Math.min(portion, length), left);
      left -= given;
      return given == 0 && length > 0 ? -1 : given;
    }
  }
}
