package dev.imprimatur.stack.part;

import dev.imprimatur.stack.process.PartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL runs. It refuses to be root, so root starts it in a user namespace in which it
 * is nobody, or, where containers forbid that, as the account nobody, with the one right that lets
 * it reach a folder that is closed to others, also when it only asks whether it may.
 *
 * @param prefix what precedes its command lines
 * @param owner who must own its cluster; empty for whoever starts it
 */
record PostgresAccount(List<String> prefix, String owner) {
  private static final String NOBODY = "nobody";
  private static final List<String> NAMESPACE = List.of("unshare", "--user");
  private static final List<String> DROP =
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--inh-caps=+dac_override",
          "--ambient-caps=+dac_override",
          "--securebits=+no_setuid_fixup");

  PostgresAccount {
    prefix = List.copyOf(prefix);
  }

  /**
   * The account for a cluster, which need not exist yet; it is made, and belongs to the account.
   *
   * @throws PartFailedException if root cannot become anybody else here
   */
  static PostgresAccount of(Path cluster)
      throws IOException, InterruptedException, PartFailedException {
    Files.createDirectories(cluster);
    if (!System.getProperty("user.name").equals("root")) {
      return new PostgresAccount(List.of(), "");
    }
    boolean nobodys = Files.getOwner(cluster).getName().equals(NOBODY);
    if (!nobodys && works(NAMESPACE)) {
      return new PostgresAccount(NAMESPACE, "");
    }
    if (works(DROP)) {
      UserPrincipal nobody =
          cluster.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
      Files.setOwner(cluster, nobody);
      return new PostgresAccount(DROP, NOBODY);
    }
    throw new PartFailedException(
        "PostgreSQL refuses to run as root, and root cannot become another account here."
            + " Start Imprimatur as an ordinary user.");
  }

  private static boolean works(List<String> prefix) throws InterruptedException {
    var words = new ArrayList<>(prefix);
    words.add("true");
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
