package dev.imprimatur.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stops reading a body at {@value #MAXIMUM} bytes, an archive at {@value #MAXIMUM_ARCHIVE}, a
 * picture at {@value #MAXIMUM_PICTURE}, a form with pictures at {@value #MAXIMUM_FORM}, whatever
 * its header announces.
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

  private static final MediaType ARCHIVE = new MediaType("application", "zip");

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.hasEntity()) {
      request.setEntityStream(new Limited(request.getEntityStream(), most(request.getMediaType())));
    }
  }

  private static int most(@Nullable MediaType type) {
    if (ARCHIVE.equals(type)) {
      return MAXIMUM_ARCHIVE;
    }
    if (MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(type)) {
      return MAXIMUM_FORM;
    }
    return type != null && type.getType().equals("image") ? MAXIMUM_PICTURE : MAXIMUM;
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
