package dev.imprimatur.diffusion.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Wraps the source of one TorchScript class into the archive that PyTorch loads: a stored zip with
 * the source, a pickle of an instance with empty attributes, and no constants. The weights are
 * pushed in afterwards, so no copy of a checkpoint is ever written.
 */
final class TorchScriptArchive {
  private static final Pattern CLASS =
      Pattern.compile("^class (\\w+)\\(Module\\):", Pattern.MULTILINE);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("^  (\\w+) : (\\S.*)$", Pattern.MULTILINE);

  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private TorchScriptArchive() {}

  static byte[] of(String source) {
    Matcher name = CLASS.matcher(source);
    if (!name.find()) {
      throw new IllegalArgumentException("the source holds no TorchScript class");
    }
    var bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "data.pkl", instance(name.group(1), source));
      store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      store(zip, "constants.pkl", NO_CONSTANTS);
      // With an older version operators would resolve to their historic forms.
      store(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] instance(String className, String source) {
    PickleWriter pickle = new PickleWriter().beginObject(className);
    Matcher attributes = ATTRIBUTE.matcher(source);
    while (attributes.find()) {
      pickle.string(attributes.group(1));
      switch (attributes.group(2)) {
        case "bool" -> pickle.bool(false);
        case "int" -> pickle.zero();
        case "float" -> pickle.zeroFloat();
        case String type -> pickle.emptyCollection(type);
      }
    }
    return pickle.endObject();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry("network/" + name);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
