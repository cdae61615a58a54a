import { useImperativeHandle, useRef, useState, type PointerEvent, type Ref } from 'react';

/** What was painted. */
export interface Mask {
  /** A picture of the size of the one below: white where it was painted over, else black. */
  file: () => Promise<Blob | null>;
  clear: () => void;
}

interface MaskCanvasProps {
  ref: Ref<Mask>;
  /** The address of the picture to paint over. */
  picture: string;
  /** Percent of the width. */
  brush: number;
  onPaint: () => void;
}

/** A picture that can be painted over. */
export function MaskCanvas({ ref, picture, brush, onPaint }: MaskCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);

  useImperativeHandle(ref, () => ({
    file: () => (canvas.current === null ? Promise.resolve(null) : maskOf(canvas.current)),
    clear: () =>
      canvas.current
        ?.getContext('2d')
        ?.clearRect(0, 0, canvas.current.width, canvas.current.height),
  }));

  function paint(event: PointerEvent<HTMLCanvasElement>) {
    const element = event.currentTarget;
    const context = element.getContext('2d');
    if (event.buttons !== 1 || context === null) {
      last.current = null;
      return;
    }
    const shown = element.getBoundingClientRect();
    const x = ((event.clientX - shown.left) / shown.width) * element.width;
    const y = ((event.clientY - shown.top) / shown.height) * element.height;
    const from = last.current ?? { x, y };
    context.strokeStyle = '#fff';
    context.lineWidth = (brush / 100) * element.width;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(x, y);
    context.stroke();
    last.current = { x, y };
    onPaint();
  }

  return (
    <div className="mask">
      <img
        src={picture}
        alt="The picture to paint over"
        onLoad={({ currentTarget }) =>
          setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
        }
      />
      {size && (
        <canvas
          ref={canvas}
          {...size}
          role="img"
          aria-label="Painted over"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            last.current = null;
            paint(event);
          }}
          onPointerMove={paint}
        />
      )}
    </div>
  );
}

/** What was painted, over black. */
function maskOf(painted: HTMLCanvasElement): Promise<Blob | null> {
  const mask = document.createElement('canvas');
  mask.width = painted.width;
  mask.height = painted.height;
  const context = mask.getContext('2d');
  if (context === null) {
    return Promise.resolve(null);
  }
  context.fillStyle = '#000';
  context.fillRect(0, 0, mask.width, mask.height);
  context.drawImage(painted, 0, 0);
  return new Promise((resolve) => mask.toBlob(resolve, 'image/png'));
}
