/** The words of a product that its vector stands for; the same in the index and in the vectors that ship. */
export function productText(product: {
  name: string;
  brand: string;
  category: string;
  description: string;
}): string {
  return `${product.name} by ${product.brand}, ${product.category.replace(/-/g, ' ')}. ${product.description}`;
}
