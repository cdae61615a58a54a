package dev.imprimatur.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops reading a body at {@value #MAXIMUM} bytes, an archive at {@value #MAXIMUM_ARCHIVE}, a
 * picture at {@value #MAXIMUM_PICTURE}, a form with pictures at {@value #MAXIMUM_FORM}, whatever
 * its header announces; and where it comes too slowly.
 */
@Provider
public class BodyLimit implements ContainerRequestFilter {
  static final int MAXIMUM = 256 * 1024;

  /** A policy bundle holds a trained model, which does not get smaller by packing. */
  static final int MAXIMUM_ARCHIVE = 4 * 1024 * 1024;

  /** As many as a camera's picture has. */
  static final int MAXIMUM_PICTURE = 10 * 1024 * 1024;

  /** Two pictures, and what belongs to them. */
  static final int MAXIMUM_FORM = 2 * MAXIMUM_PICTURE + MAXIMUM;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.hasEntity()) {
      int most = most(request.getHeaderString(HttpHeaders.CONTENT_TYPE));
      request.setEntityStream(new Limited(request.getEntityStream(), most, System::nanoTime));
    }
  }

  /**
   * How many bytes a body may have.
   *
   * @param header what the request's header says of its type
   */
  static int most(@Nullable String header) {
    String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/zip" -> MAXIMUM_ARCHIVE;
      case "multipart/form-data" -> MAXIMUM_FORM;
      default -> type.startsWith("image/") ? MAXIMUM_PICTURE : MAXIMUM;
    };
  }

  static final class Limited extends FilterInputStream {
    private final long most;
    private final BodyPace pace;
    private long read;

    Limited(InputStream body, long most, LongSupplier nanoseconds) {
      super(body);
      this.most = most;
      this.pace = new BodyPace(nanoseconds);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = next(buffer, offset, length);
      read += Math.max(count, 0);
      if (read > most) {
        throw new BodyTooLargeException(most);
      }
      if (count >= 0 && pace.isLate(read)) {
        throw new BodyTooSlowException(null);
      }
      return count;
    }

    private int next(byte[] buffer, int offset, int length) throws BodyException {
      try {
        return super.read(buffer, offset, length);
      } catch (SocketTimeoutException e) {
        throw new BodyTooSlowException(e);
      } catch (IOException e) {
        throw new BodyBrokenException(e);
      }
    }
  }
}
