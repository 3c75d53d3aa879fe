using Coopera.Domain;

namespace Coopera.Core.Files;

public static class FileSize
{
    public static string Of(long bytes) => bytes < 1_000_000
        ? $"{Math.Max(1, bytes / 1000)} kB"
        : (bytes / 1_000_000m).ToString("0.#", RomeTime.Italian) + " MB";
}
