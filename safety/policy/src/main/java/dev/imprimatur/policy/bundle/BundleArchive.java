package dev.imprimatur.policy.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Bundles as zip archives. Reading trusts nothing: what is unpacked is counted while it comes, so
 * that an archive that would burst is given up early, and nothing is ever written to a disk.
 */
public final class BundleArchive {
  /** How many files a bundle may have. */
  static final int MOST_FILES = 500;

  /** How many bytes all files may have together. */
  static final int MOST_BYTES = 4 << 20;

  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int CHUNK = 8192;

  private BundleArchive() {}

  /** Packs files; the same files always give the same bytes. */
  public static byte[] pack(BundleFiles files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : files.names()) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(files.content(name).orElseThrow());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Unpacks files. Folders are passed over.
   *
   * @throws InvalidArchiveException saying what is wrong with the archive
   */
  public static BundleFiles unpack(byte[] archive) throws InvalidArchiveException {
    var files = new TreeMap<String, byte[]>();
    int budget = MOST_BYTES;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = read(zip, budget);
        budget -= content.length;
        if (!entry.isDirectory()) {
          add(files, entry.getName(), content);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Names that are no UTF-8 are illegal arguments.
      throw new InvalidArchiveException("the archive is damaged or is no zip archive");
    }
    if (files.isEmpty()) {
      throw new InvalidArchiveException("the archive holds no file, or is no zip archive");
    }
    return BundleFiles.of(files);
  }

  private static void add(Map<String, byte[]> files, String name, byte[] content)
      throws InvalidArchiveException {
    if (!FileName.isPlain(name)) {
      throw new InvalidArchiveException(
          "the archive holds a file whose name is not made of letters, digits and . _ - with /"
              + " between folders: \""
              + shown(name)
              + "\"");
    }
    if (files.put(name, content) != null) {
      throw new InvalidArchiveException("the archive holds " + name + " twice");
    }
    if (files.size() > MOST_FILES) {
      throw new InvalidArchiveException("the archive holds more than " + MOST_FILES + " files");
    }
  }

  private static String shown(String name) {
    String plain = name.replaceAll("[^ -~]", "?");
    return plain.length() > 80 ? plain.substring(0, 80) + "..." : plain;
  }

  private static byte[] read(ZipInputStream zip, int budget)
      throws IOException, InvalidArchiveException {
    var content = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int count = zip.read(chunk); count >= 0; count = zip.read(chunk)) {
      content.write(chunk, 0, count);
      if (content.size() > budget) {
        throw new InvalidArchiveException(
            "the archive's files have more than " + MOST_BYTES + " bytes together");
      }
    }
    return content.toByteArray();
  }
}
