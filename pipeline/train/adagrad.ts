/**
 * One weight's step of AdaGrad (Duchi, Hazan and Singer 2011): the more it has moved, the less it moves.
 * @param squares sums of squared gradients, one for each weight; what they begin with holds the first steps down
 */
export function step(weights: Float32Array, squares: Float32Array, at: number, gradient: number, rate: number): void {
  const square = (squares[at] as number) + gradient * gradient;
  squares[at] = square;
  weights[at] = (weights[at] as number) - (rate * gradient) / Math.sqrt(square);
}
