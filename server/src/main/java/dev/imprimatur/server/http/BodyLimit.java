package dev.imprimatur.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops reading a body at {@value #MAXIMUM} bytes, an archive at {@value #MAXIMUM_ARCHIVE},
 * whatever its header announces.
 */
@Provider
public class BodyLimit implements ContainerRequestFilter {
  static final int MAXIMUM = 256 * 1024;

  /** A policy bundle holds a trained model, which does not get smaller by packing. */
  static final int MAXIMUM_ARCHIVE = 4 * 1024 * 1024;

  private static final MediaType ARCHIVE = new MediaType("application", "zip");

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.hasEntity()) {
      boolean archive = ARCHIVE.equals(request.getMediaType());
      request.setEntityStream(
          new Limited(request.getEntityStream(), archive ? MAXIMUM_ARCHIVE : MAXIMUM));
    }
  }

  static final class Limited extends FilterInputStream {
    private final long most;
    private long read;

    Limited(InputStream body, long most) {
      super(body);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int more) throws IOException {
      read += more;
      if (read > most) {
        throw new BodyTooLargeException(most);
      }
    }
  }
}
