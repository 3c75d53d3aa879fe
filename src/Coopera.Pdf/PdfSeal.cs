namespace Coopera.Pdf;

/// <param name="Name">Of the field: ASCII, unique in the document.</param>
/// <param name="Tooltip">What a screen reader says where it stands.</param>
/// <param name="Room">For the seal itself, in bytes.</param>
/// <param name="At">When it is sealed, as the file says.</param>
public sealed record PdfSeal(string Name, string Tooltip, int Room, DateTimeOffset At, string SealedBy, string Reason);

/// <summary>A finished file with a hole in it, for a seal over everything else.</summary>
public sealed class PdfToSeal
{
    private readonly byte[] _file;
    private readonly int _start;
    private readonly int _end;

    /// <param name="start">Of the hole, with its brackets.</param>
    internal PdfToSeal(byte[] file, int start, int end)
    {
        (_file, _start, _end) = (file, start, end);
        Covered = (byte[])[.. file.AsSpan(0, start), .. file.AsSpan(end)];
    }

    /// <summary>What is sealed: all but the hole.</summary>
    public ReadOnlyMemory<byte> Covered { get; }

    /// <param name="seal">A CMS signature over what is covered, without it inside.</param>
    public byte[] With(ReadOnlySpan<byte> seal)
    {
        var digits = Convert.ToHexString(seal);
        if (digits.Length > _end - _start - 2)
        {
            throw new InvalidOperationException($"A seal of {seal.Length} bytes does not fit into the room that was left for it.");
        }

        var file = (byte[])_file.Clone();
        System.Text.Encoding.ASCII.GetBytes(digits, file.AsSpan(_start + 1));
        return file;
    }
}
