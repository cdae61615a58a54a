package dev.imprimatur.stack.bias;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyJournalTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("journal");
  }

  @Test
  void open_theSameSurvey_goesOnWhereItWas() throws IOException {
    try (SurveyJournal journal = SurveyJournal.open(file, "key")) {
      assertThat(journal.kept()).isEmpty();
      journal.add(line(1));
      journal.add(line(2));
    }
    try (SurveyJournal journal = SurveyJournal.open(file, "key")) {
      assertThat(journal.kept()).containsExactly(line(1), line(2));
      journal.add(line(3));
    }
    try (SurveyJournal journal = SurveyJournal.open(file, "key")) {
      assertThat(journal.kept()).containsExactly(line(1), line(2), line(3));
    }
  }

  @Test
  void open_anotherSurvey_beginsAnew() throws IOException {
    try (SurveyJournal journal = SurveyJournal.open(file, "key")) {
      journal.add(line(1));
    }
    try (SurveyJournal journal = SurveyJournal.open(file, "another")) {
      assertThat(journal.kept()).isEmpty();
    }
  }

  @Test
  void open_aLineThatWasCut_countsAsNothing() throws IOException {
    try (SurveyJournal journal = SurveyJournal.open(file, "key")) {
      journal.add(line(1));
      journal.add(line(2));
    }
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 4));
    try (SurveyJournal journal = SurveyJournal.open(file, "key")) {
      assertThat(journal.kept()).containsExactly(line(1));
    }
    Files.writeString(file, "no journal");
    try (SurveyJournal journal = SurveyJournal.open(file, "key")) {
      assertThat(journal.kept()).isEmpty();
    }
  }

  @Test
  void done_surveys_leaveNoJournal() throws IOException {
    try (SurveyJournal journal = SurveyJournal.open(file, "key")) {
      journal.done();
    }
    assertThat(file).doesNotExist();
  }

  private static JsonNode line(int number) {
    return JsonMapper.builder().build().createObjectNode().put("read", number);
  }
}
