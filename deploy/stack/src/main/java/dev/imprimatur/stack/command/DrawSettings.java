package dev.imprimatur.stack.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a drawing can be asked for, connected or not. */
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
final class DrawSettings {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "The model's id; with --scratch also a checkpoint's folder or file.")
  @Nullable String model;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Names the noise, 0 to 2^53 - 1; drawn by lot unless given.")
  @Nullable Long seed;

  @Option(names = "--steps", paramLabel = "N", description = "Denoising steps.")
  @Nullable Integer steps;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = PictureSize.Converter.class,
      description = "Width and height in pixels, multiples of 8, for example 256x256.")
  @Nullable PictureSize size;

  @Option(
      names = "--guidance",
      paramLabel = "SCALE",
      description = "How strictly the prompt is followed, 0 to 30.")
  @Nullable Double guidance;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      description = "dpm++2m, dpm++2m_karras, unipc, euler, euler_a, heun, lms, pndm, ddim or lcm.")
  @Nullable String sampler;

  @Option(names = "--negative", paramLabel = "TEXT", description = "What to steer away from.")
  @Nullable String negative;

  @Option(
      names = "--strength",
      paramLabel = "S",
      description = "How much of the picture to start from is given up, above 0 and at most 1.")
  @Nullable Double strength;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "1",
      description = "How many pictures, 1 to 10; each has the next seed.")
  int count;
}
