package dev.imprimatur.stack.part;

import dev.imprimatur.stack.installation.DemoLogin;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Fills the realm's template with what only this installation knows. */
final class RealmFile {
  private RealmFile() {}

  static void write(Installation installation, Ports ports, Secrets secrets, Path target)
      throws IOException {
    String realm =
        Files.readString(installation.realmTemplate())
            .replace("${portalUrl}", ports.portalUrl())
            .replace("${enforcerSecret}", secrets.password("enforcer"));
    for (DemoLogin login : DemoLogin.all(secrets)) {
      realm = realm.replace("${password:" + login.user() + "}", login.password());
    }
    if (realm.contains("${")) {
      int at = realm.indexOf("${");
      throw new IOException(
          "the realm's template has an unknown placeholder: "
              + realm.substring(at, realm.indexOf('}', at) + 1));
    }
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    Files.createFile(
        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(target, realm);
  }
}
