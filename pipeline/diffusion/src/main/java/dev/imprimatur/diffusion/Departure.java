package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.denoising.Surroundings;
import dev.imprimatur.diffusion.denoising.Trajectory;
import dev.imprimatur.diffusion.noise.NoiseStream;
import dev.imprimatur.diffusion.scheduler.Scheduler;
import java.util.Arrays;

/**
 * Where the trajectories of a drawing begin, encoded once for all of its pictures.
 *
 * <p>The order in which a picture's noise is drawn is that of Diffusers: the sample of the start
 * picture's latent, the noise it begins with, the sample of the picture with a hole.
 */
sealed interface Departure {
  /** The trajectory of one picture. */
  Trajectory trajectory(Scheduler scheduler, NoiseStream noise);

  /**
   * From noise alone.
   *
   * @param length numbers of a latent
   */
  record FromNoise(int length) implements Departure {
    @Override
    public Trajectory trajectory(Scheduler scheduler, NoiseStream noise) {
      return new Trajectory(
          scheduler, noise, new Surroundings.Open(), 0, pure(scheduler, noise.next(length)));
    }
  }

  /** From a picture under noise. */
  record FromPicture(PictureLatents picture, double strength) implements Departure {
    @Override
    public Trajectory trajectory(Scheduler scheduler, NoiseStream noise) {
      float[] latent = picture.sample(noise);
      int begin = scheduler.begin(strength);
      return new Trajectory(
          scheduler,
          noise,
          new Surroundings.Open(),
          begin,
          scheduler.noised(latent, noise.next(latent.length), begin));
    }
  }

  /**
   * Into a hole, with a checkpoint that knows nothing of holes.
   *
   * @param mask one number for each place of a latent, 1 where it is drawn
   */
  record IntoHole(PictureLatents picture, float[] mask, double strength) implements Departure {
    @Override
    public Trajectory trajectory(Scheduler scheduler, NoiseStream noise) {
      float[] latent = picture.sample(noise);
      float[] drawn = noise.next(latent.length);
      float[] start = start(scheduler, latent, drawn, strength);
      // Diffusers samples the picture with a hole here too, without use for it.
      noise.next(latent.length);
      return new Trajectory(
          scheduler,
          noise,
          new Surroundings.Held(mask, latent, drawn),
          scheduler.begin(strength),
          start);
    }
  }

  /** Into a hole, with a checkpoint that takes the mask and the picture with the hole. */
  record IntoSeenHole(PictureLatents picture, PictureLatents masked, float[] mask, double strength)
      implements Departure {
    @Override
    public Trajectory trajectory(Scheduler scheduler, NoiseStream noise) {
      float[] latent = strength < 1 ? picture.sample(noise) : new float[0];
      float[] start = start(scheduler, latent, noise.next(masked.length()), strength);
      float[] hole = masked.sample(noise);
      float[] channels = Arrays.copyOf(mask, mask.length + hole.length);
      System.arraycopy(hole, 0, channels, mask.length, hole.length);
      return new Trajectory(
          scheduler, noise, new Surroundings.Seen(channels), scheduler.begin(strength), start);
    }
  }

  private static float[] start(
      Scheduler scheduler, float[] latent, float[] noise, double strength) {
    return strength < 1
        ? scheduler.noised(latent, noise, scheduler.begin(strength))
        : pure(scheduler, noise);
  }

  private static float[] pure(Scheduler scheduler, float[] noise) {
    float[] start = new float[noise.length];
    for (int i = 0; i < noise.length; i++) {
      start[i] = noise[i] * (float) scheduler.initialScale();
    }
    return start;
  }
}
