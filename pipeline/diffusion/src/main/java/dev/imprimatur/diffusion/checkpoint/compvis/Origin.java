package dev.imprimatur.diffusion.checkpoint.compvis;

import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;

/**
 * Where a weight comes from.
 *
 * @param tensor its name in the file
 * @param form how the weight lies in it
 */
record Origin(String tensor, Form form) {
  /** How a weight lies in a tensor. */
  enum Form {
    /** The tensor is the weight. */
    WHOLE {
      @Override
      TensorView of(TensorView tensor) {
        return tensor;
      }
    },
    /** The first third of its rows: queries, of one projection for queries, keys and values. */
    QUERIES {
      @Override
      TensorView of(TensorView tensor) {
        return tensor.part(0, 3);
      }
    },
    /** The second third of its rows. */
    KEYS {
      @Override
      TensorView of(TensorView tensor) {
        return tensor.part(1, 3);
      }
    },
    /** The last third of its rows. */
    VALUES {
      @Override
      TensorView of(TensorView tensor) {
        return tensor.part(2, 3);
      }
    },
    /** The transpose of the weight. */
    TRANSPOSE {
      @Override
      TensorView of(TensorView tensor) {
        return tensor.transposed();
      }
    };

    abstract TensorView of(TensorView tensor);
  }

  static Origin whole(String tensor) {
    return new Origin(tensor, Form.WHOLE);
  }
}
