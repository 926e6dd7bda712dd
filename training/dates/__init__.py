"""The date network: strips of a line drawn by ourselves, a small convolutional reader trained on them with CTC."""
