package dev.imprimatur.stack.part;

import dev.imprimatur.db.migration.Login;
import dev.imprimatur.stack.installation.FolderCopy;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.process.ChildProcess;
import dev.imprimatur.stack.process.PartFailedException;
import dev.imprimatur.stack.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Open Liberty with the application. */
public final class ServerPart extends ChildPart {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Ports ports;
  private final Secrets secrets;

  public ServerPart(Installation installation, Ports ports, Secrets secrets) {
    super("server", ports.portal(), Set.of(PostgresPart.NAME, BrokerPart.NAME), installation);
    this.ports = ports;
    this.secrets = secrets;
  }

  @Override
  ChildProcess begin() throws IOException {
    Path users = installation().data(name()).resolve("usr");
    Path server = users.resolve("servers/imprimatur");
    // What was built last is what runs; nothing in this folder is worth keeping.
    FolderCopy.remove(server);
    FolderCopy.copy(installation().liberty().resolve("usr/servers/imprimatur"), server);
    Files.createDirectories(users);
    return ChildProcess.start(
        List.of(installation().liberty().resolve("bin/server").toString(), "run", "imprimatur"),
        environment(users),
        installation().home(),
        installation().log(name()));
  }

  private Map<String, String> environment(Path users) throws IOException {
    Login database = PostgresPart.serverLogin(secrets);
    Map<String, String> environment = new HashMap<>();
    environment.put("WLP_USER_DIR", users.toString());
    environment.put("WLP_SKIP_UMASK", "true");
    environment.put("CEDAR_JAVA_FFI_LIB", cedar().toString());
    environment.put("JVM_ARGS", "-Xmx768m --enable-native-access=ALL-UNNAMED");
    environment.put("IMPRIMATUR_HTTP_PORT", Integer.toString(ports.portal()));
    environment.put("IMPRIMATUR_DB_URL", ports.databaseUrl(PostgresPart.APPLICATION));
    environment.put("IMPRIMATUR_DB_USER", database.user());
    environment.put("IMPRIMATUR_DB_PASSWORD", database.password());
    environment.put("IMPRIMATUR_BROKER_URL", ports.brokerUrl());
    environment.put("IMPRIMATUR_BROKER_USER", "server");
    environment.put("IMPRIMATUR_BROKER_PASSWORD", BrokerPart.serverPassword(secrets));
    environment.put("IMPRIMATUR_SERVER_KEY", secrets.messageKey("server").toString());
    environment.put("IMPRIMATUR_WORKER_KEYS", secrets.workerKeys(WorkerPart.NAME).toString());
    environment.put("IMPRIMATUR_LOG_KEY", secrets.logKey().toString());
    environment.put("IMPRIMATUR_LOG_VERIFIER", secrets.logVerifier().toString());
    environment.put("IMPRIMATUR_MASTER_KEY", secrets.masterKey().toString());
    environment.put("IMPRIMATUR_POLICIES", installation().policies().toString());
    environment.put("IMPRIMATUR_POLICY_KEY", secrets.messageKey("policy").toString());
    environment.put("IMPRIMATUR_MODELS", installation().models().toString());
    environment.put("IMPRIMATUR_ADDED_MODELS", installation().addedModels().toString());
    environment.put("IMPRIMATUR_ADMISSIONS", installation().admissions().toString());
    environment.put("IMPRIMATUR_KEYCLOAK_URL", ports.keycloakUrl());
    environment.put("IMPRIMATUR_PUBLIC_URL", ports.portalUrl());
    environment.put("IMPRIMATUR_ENFORCER_SECRET", secrets.password("enforcer"));
    return environment;
  }

  /** The native half of the policy engine for this machine. */
  private Path cedar() throws IOException {
    boolean macos = System.getProperty("os.name").startsWith("Mac");
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    Path library =
        installation()
            .liberty()
            .resolve("usr/servers/imprimatur/libraries/cedar/jne")
            .resolve(macos ? "macos" : "linux")
            .resolve(architecture)
            .resolve(macos ? "libcedar_java_ffi.dylib" : "libcedar_java_ffi.so");
    if (!Files.exists(library)) {
      throw new IOException("the policy engine has no library for this machine: " + library);
    }
    return library;
  }

  @Override
  void awaitReady(ChildProcess launched)
      throws IOException, InterruptedException, PartFailedException {
    String address = ports.portalUrl() + "/health/ready";
    Readiness.await(name(), launched, PATIENCE, () -> isReady(launched, address));
  }

  /** Open Liberty goes on without an application that does not start; we do not. */
  private static boolean isReady(ChildProcess child, String address)
      throws IOException, InterruptedException, PartFailedException {
    if (child.hasWritten("CWWKZ0002E")) {
      throw new PartFailedException(
          "The application does not start. The server says:\n" + child.lastLines(" E ", 6));
    }
    return Readiness.answers(address);
  }
}
