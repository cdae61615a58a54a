package dev.imprimatur.diffusion.checkpoint.safetensors;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory in which a file is mapped. Java unmaps it when the collector runs; until then its pages
 * count as this process's, though nobody looks at them.
 */
final class MappedPages {
  private static final Logger LOG = LoggerFactory.getLogger(MappedPages.class);
  private static final Optional<CLibrary> SYSTEM = system();

  private MappedPages() {}

  /**
   * Tells the system that the pages are not needed for now (madvise(2), MADV_DONTNEED). Whoever
   * reads them again, also at this moment, gets them from the file. Elsewhere than on Linux nothing
   * happens.
   *
   * @param mapped read only, as a whole
   */
  static void giveBack(ByteBuffer mapped) {
    if (mapped.capacity() > 0) {
      SYSTEM.ifPresent(system -> giveBack(system, mapped));
    }
  }

  private static void giveBack(CLibrary system, ByteBuffer mapped) {
    long begin = Pointer.nativeValue(Native.getDirectBufferPointer(mapped.duplicate().rewind()));
    // A mapping begins with a page; what was asked for begins within it.
    long before = begin % system.getpagesize();
    system.madvise(
        new Pointer(begin - before),
        new NativeLong(before + mapped.capacity()),
        CLibrary.NOT_NEEDED);
  }

  private static Optional<CLibrary> system() {
    if (!Platform.isLinux()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Native.load("c", CLibrary.class));
    } catch (UnsatisfiedLinkError e) {
      LOG.warn("Mapped pages stay until the system wants them: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Of the C library what is called here. */
  interface CLibrary extends Library {
    int NOT_NEEDED = 4;

    int madvise(Pointer address, NativeLong length, int advice);

    int getpagesize();
  }
}
