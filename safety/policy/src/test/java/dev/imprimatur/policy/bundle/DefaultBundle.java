package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.decision.StartKind;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The bundle that the project ships. */
public final class DefaultBundle {
  /** Where it is, from this module's folder. */
  public static final Path FOLDER = Path.of("../../policies/default");

  private DefaultBundle() {}

  public static PolicyBundle load() {
    try {
      return PolicyBundle.load(FOLDER);
    } catch (InvalidBundleException e) {
      throw new AssertionError(e);
    }
  }

  /** Its files, which a test may change. */
  public static Map<String, byte[]> files() {
    try {
      BundleFiles files = BundleFiles.read(FOLDER);
      var copies = new TreeMap<String, byte[]>();
      files.names().forEach(name -> copies.put(name, files.content(name).orElseThrow()));
      return copies;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Its files, one of them with something replaced. */
  public static Map<String, byte[]> with(String file, String from, String to) {
    Map<String, byte[]> files = files();
    String text = new String(files.get(file), StandardCharsets.UTF_8);
    if (!text.contains(from)) {
      throw new AssertionError(file + " does not hold " + from);
    }
    files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** Copies it. */
  public static void copyTo(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      Path copy = folder.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.write(copy, file.getValue());
    }
  }

  /** Its files, with another one or another content of one. */
  public static Map<String, byte[]> and(String file, String content) {
    Map<String, byte[]> files = files();
    files.put(file, content.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** A portal user's usual request for this prompt. */
  public static PolicyRequest request(String prompt) {
    return request(new PromptNormaliser().normalise(prompt));
  }

  /** The same for a prompt in its one form. */
  public static PolicyRequest request(NormalisedPrompt prompt) {
    return request(prompt, new Principal("p", Set.of("portal-user")));
  }

  /** The usual request of a portal user of that tenant. */
  public static PolicyRequest request(String prompt, String tenant) {
    return request(
        new PromptNormaliser().normalise(prompt),
        new Principal("p", Set.of("portal-user"), Optional.of(new Tenant(tenant))));
  }

  private static PolicyRequest request(NormalisedPrompt prompt, Principal principal) {
    return new PolicyRequest(
        principal,
        new ModelReference("cartoon", "imprimatur-cartoon-1"),
        prompt,
        new PromptNormaliser().normalise(""),
        256,
        256,
        20,
        1,
        5,
        StartKind.NOISE,
        Phase.ORIGINAL,
        RewritingChoice.ACCEPT,
        Optional.empty());
  }

  /** Whether the bundle refuses a portal user's usual request for this prompt. */
  public static boolean refuses(PolicyBundle bundle, String prompt) {
    return bundle.decide(request(prompt)) instanceof Decision.Denied;
  }
}
