using System.Globalization;

namespace Coopera.Domain.Coordination;

/// <summary>A file that is kept for a day while the sender is asked about it, as the diary has it.</summary>
public sealed record WaitingCopy(string StoreKey, long Length, string FileName)
{
    public static WaitingCopy Of(StoredFile file) => new(file.Key, file.Length, file.Name);

    public static WaitingCopy? Read(string? note) =>
        note?.Split(' ', 3) is [var key, var length, var name] && long.TryParse(length, CultureInfo.InvariantCulture, out var bytes)
            ? new(key, bytes, name)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StoreKey} {Length} {FileName}");
}
