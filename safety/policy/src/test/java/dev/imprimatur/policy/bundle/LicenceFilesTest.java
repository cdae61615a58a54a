package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.imprimatur.policy.licence.Attestation;
import dev.imprimatur.policy.licence.Clause;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.licence.MarkedClauses;
import dev.imprimatur.policy.licence.TextFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The licence documents of the default bundle, and what is wrong with others. */
class LicenceFilesTest {
  private static final List<String> OPEN_RAIL =
      List.of("creativeml-openrail-m", "creativeml-openrailpp-m", "creativeml-openrailpp-m-xl");

  @Test
  void read_openRailLicences_haveAllOfAttachmentA() {
    for (String id : OPEN_RAIL) {
      Licence licence = DefaultBundle.load().licence(id).orElseThrow();
      assertThat(licence.clauseNumbers())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 11).mapToObj(n -> "A" + n).toList());
      assertThat(licence.format()).isEqualTo(TextFormat.PLAIN);
      assertThat(licence.text().replaceAll("\\s+", " "))
          .contains("Attachment A", "To provide medical advice and medical results interpretation")
          .endsWith("indiscriminate and arbitrarily-targeted use). ");
    }
  }

  @Test
  void read_communityLicence_needsTheOperatorsWordOnRevenue() {
    Licence licence = DefaultBundle.load().licence("stability-ai-community").orElseThrow();
    assertThat(licence.operatorAttestations())
        .containsOnlyKeys(
            "stability-ai-community#S1", "stability-ai-community#S2", "stability-ai-community#S3");
    Attestation.OfOperator revenue =
        licence.operatorAttestations().get("stability-ai-community#S1");
    assertThat(revenue.statement()).contains("USD 1,000,000");
    assertThat(revenue.days()).isEqualTo(365);
  }

  @Test
  void check_foreignTextTouched_isADefect() {
    Map<String, byte[]> files =
        DefaultBundle.with("licences/creativeml-openrail-m.txt", "harming others", "others");
    assertThat(defects(files))
        .singleElement()
        .asString()
        .startsWith("licences/creativeml-openrail-m.txt: the text's SHA-256 is ")
        .endsWith(
            "licences.json says be351ebe7ac01bcdbb018639aadcfd38f136b7dc3f2a3d4d3a24db51d1b210ef");
  }

  @Test
  void check_policyWithUnknownClauseAmongOthers_isADefect() {
    Map<String, byte[]> files =
        DefaultBundle.with(
            "policies/limits.cedar", "\"house-rules#H3\"", "\"house-rules#H3, house-rules#H9\"");
    assertThat(defects(files))
        .containsExactly(
            "policies/limits.cedar, line 15: policy count: no licence of the bundle has the clause"
                + " house-rules#H9");
  }

  @Test
  void check_wrongClauseFile_namesEachClause() {
    Map<String, byte[]> files = DefaultBundle.files();
    files.put(
        "licences/stability-ai-community.json",
        """
        [
          { "number": "S1", "statement": "x", "attestation": { "by": "operator", "statement": "x" } },
          { "number": "S2", "statement": "x", "attestation": { "by": "nobody", "statement": "x" } },
          { "number": "s3", "statement": "x" },
          { "number": "S4", "statement": " " },
          { "number": "S5", "statement": "x", "attestation": { "by": "user" } }
        ]
        """
            .getBytes(StandardCharsets.UTF_8));
    assertThat(defects(files))
        .contains(
            "licences/stability-ai-community.json: clause 1: an operator's attestation stands for 1"
                + " to 3660 days",
            "licences/stability-ai-community.json: clause 2: an attestation is by user or operator",
            "licences/stability-ai-community.json: clause 3: a clause's number is a letter and up to"
                + " three digits, not \"s3\"",
            "licences/stability-ai-community.json: clause 4: clause S4 must state something",
            "licences/stability-ai-community.json: clause 5: an attestation must state something");
  }

  @Test
  void check_imageCheckOfUnknownClause_isADefect() {
    Map<String, byte[]> files =
        DefaultBundle.with("licences/image-checks.json", "\"imprimatur-cartoon-1#R2\"", "\"x#R2\"");
    assertThat(defects(files))
        .containsExactly(
            "licences/image-checks.json: no licence of the bundle has the clause x#R2");
  }

  @Test
  void markedClauses_boldParagraphs_areTheClauses() {
    assertThat(MarkedClauses.in("# T\n\nIn **R9** not.\n\n**R1** to\nlie.\n\n **R20**  x\n"))
        .extracting(Clause::number, Clause::statement)
        .containsExactly(tuple("R1", "to lie."), tuple("R20", "x"));
  }

  private static List<String> defects(Map<String, byte[]> files) {
    InvalidBundleException refused =
        catchThrowableOfType(
            InvalidBundleException.class, () -> PolicyBundle.check(BundleFiles.of(files)));
    return refused.defects().stream().map(Object::toString).toList();
  }
}
