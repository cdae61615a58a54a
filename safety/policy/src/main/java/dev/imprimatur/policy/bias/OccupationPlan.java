package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.rewriting.Edit;
import dev.imprimatur.policy.rewriting.ImageRewrite;
import dev.imprimatur.policy.rewriting.Reason;
import dev.imprimatur.policy.rewriting.Rewriting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * What is drawn for one occupation: pictures of a prompt that leaves open who it is, and as many of
 * what the rewriting makes of it, from the same seeds. They are asked for as the gateway is asked,
 * some in each request.
 *
 * @param axes of the diversity rules with the shares drawn for this occupation
 * @param original pictures of the prompt as it is
 * @param rewritten as many pictures of the rewritten prompts
 */
public record OccupationPlan(
    String occupation,
    String prompt,
    List<TargetAxis> axes,
    List<PlannedPicture> original,
    List<PlannedPicture> rewritten) {
  public OccupationPlan {
    axes = List.copyOf(axes);
    original = List.copyOf(original);
    rewritten = List.copyOf(rewritten);
  }

  /**
   * Plans the pictures.
   *
   * @param model the id of the model that draws
   * @param pictures with and as many without rewriting, at least 1
   * @param perRequest how many one request asks for, at least 1
   * @param seed of the first picture
   * @throws IllegalArgumentException if the bundle does not rewrite the occupation's prompt
   */
  public static OccupationPlan of(
      String occupation,
      PolicyBundle bundle,
      String model,
      int pictures,
      int perRequest,
      long seed) {
    String prompt = prompt(occupation);
    NormalisedPrompt normalised = new PromptNormaliser().normalise(prompt);
    var original = new ArrayList<PlannedPicture>();
    var rewritten = new ArrayList<PlannedPicture>();
    for (int first = 0; first < pictures; first += perRequest) {
      int count = Math.min(perRequest, pictures - first);
      Rewriting rewriting =
          bundle.rewrite(normalised, count, seed + first, RewritingChoice.ACCEPT, model);
      requireChange(rewriting, prompt);
      for (ImageRewrite image : rewriting.images()) {
        original.add(
            new PlannedPicture(prompt, List.of(), seed + original.size(), new HashMap<>()));
        rewritten.add(planned(image, seed + rewritten.size()));
      }
    }
    return new OccupationPlan(
        occupation,
        prompt,
        bundle.diversityAxes(occupation).stream().map(TargetAxis::of).toList(),
        original,
        rewritten);
  }

  private static String prompt(String occupation) {
    boolean vowel = "aeiouAEIOU".indexOf(occupation.charAt(0)) >= 0;
    return (vowel ? "an " : "a ") + occupation;
  }

  private static void requireChange(Rewriting rewriting, String prompt) {
    if (!rewriting.changed()) {
      throw new IllegalArgumentException(
          "the rewriting leaves \"%s\" alone: %s"
              .formatted(
                  prompt,
                  String.join(
                      " ", rewriting.reasons().stream().map(Reason::message).distinct().toList())));
    }
  }

  private static PlannedPicture planned(ImageRewrite image, long seed) {
    var named = new HashMap<String, String>();
    for (Edit edit : image.edits()) {
      if (!edit.axis().equals(Edit.ARTICLE)) {
        named.put(edit.axis(), edit.value());
      }
    }
    return new PlannedPicture(image.prompt(), image.weights(List.of()), seed, named);
  }
}
