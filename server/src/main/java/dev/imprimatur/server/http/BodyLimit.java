package dev.imprimatur.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body at {@value #MAXIMUM} bytes, whatever its header announces. */
@Provider
public class BodyLimit implements ContainerRequestFilter {
  static final int MAXIMUM = 256 * 1024;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.hasEntity()) {
      request.setEntityStream(new Limited(request.getEntityStream()));
    }
  }

  static final class Limited extends FilterInputStream {
    private long read;

    Limited(InputStream body) {
      super(body);
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
      if (read > MAXIMUM) {
        throw new BodyTooLargeException();
      }
    }
  }
}
