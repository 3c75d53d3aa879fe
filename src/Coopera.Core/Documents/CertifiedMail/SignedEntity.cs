using System.Security.Cryptography.Pkcs;
using System.Text;
using Coopera.Core.Documents.Signatures;
using Coopera.Pdf.Reading;
using MimeKit;

namespace Coopera.Core.Documents.CertifiedMail;

/// <summary>
/// What a provider signed (RFC 8551, 3.5): beside its signature, or in one file with it. What is read afterwards is made of the very bytes
/// that were checked.
/// </summary>
internal static class SignedEntity
{
    private const int MostSignatureBytes = 1024 * 1024;
    private const int MostEnvelopes = 3;

    public static (MimeEntity? Content, GestoreSignature Signature) Open(
        MimeMessage message, ReadOnlyMemory<byte> bytes, GestoreTrust trust, DateTimeOffset at, ReadingBudget budget)
    {
        if (message.Body is Multipart { Count: >= 2 } parts && parts.ContentType.IsMimeType("multipart", "signed")
            && parts.ContentType.Boundary is { Length: > 0 } boundary && FirstPart(bytes, boundary) is { } signed)
        {
            var signature = parts.Skip(1).OfType<MimePart>()
                .Select(part => Decoded(part, MostSignatureBytes)).FirstOrDefault(found => found.Length > 0);
            return (Entity(signed), CheckBeside(signed, signature, trust, at, budget));
        }

        return message.Body is MimePart file && IsEnvelope(file)
            ? OpenEnvelope(Decoded(file, SignedFile.MaxBytes * 4), trust, at, budget)
            : (message.Body, GestoreSignature.Missing);
    }

    private static bool IsEnvelope(MimePart part) =>
        part.ContentType.IsMimeType("application", "pkcs7-mime") || part.ContentType.IsMimeType("application", "x-pkcs7-mime")
        || (part.FileName ?? "").EndsWith(".p7m", StringComparison.OrdinalIgnoreCase);

    private static GestoreSignature CheckBeside(
        ReadOnlyMemory<byte> signed, byte[]? signature, GestoreTrust trust, DateTimeOffset at, ReadingBudget budget)
    {
        if (signature is not { Length: > 0 })
        {
            return GestoreSignature.Missing;
        }

        var found = trust.Check(signed, signature, at, budget);

        // Line ends are CR LF when it is signed; a program that saved it may have made others of them.
        return found == GestoreSignature.Broken && WithLineEnds(signed) is { } mended
            ? trust.Check(mended, signature, at, budget)
            : found;
    }

    private static (MimeEntity?, GestoreSignature) OpenEnvelope(
        ReadOnlyMemory<byte> file, GestoreTrust trust, DateTimeOffset at, ReadingBudget budget)
    {
        GestoreSignature? worst = null; // what is no signature at all vouches for nothing
        try
        {
            for (var layer = 0; layer < MostEnvelopes && FileContent.Recognise(file.Span) == FileKind.SignedCms; layer++)
            {
                var outline = CmsOutline.Read(file, budget);
                budget.SpendBytes(4L * file.Length);
                var message = new SignedCms();
                message.Decode(CmsDigests.ByTheirOwnName(file[..outline.Length]).Span);
                var found = trust.Check(message, at);
                worst = worst is { } before && before < found ? before : found;
                if (CmsOutline.Content(file, budget) is not { } inside)
                {
                    return (null, GestoreSignature.Missing);
                }

                file = inside;
            }

            return (Entity(file), worst ?? GestoreSignature.Missing);
        }
        catch (Exception e) when (e is not TooIntricateException && SignedFile.IsUnreadable(e))
        {
            return (null, GestoreSignature.Missing);
        }
    }

    /// <summary>Between the first two delimiters; the line end before a delimiter belongs to it (RFC 2046, 5.1.1).</summary>
    private static ReadOnlyMemory<byte>? FirstPart(ReadOnlyMemory<byte> message, string boundary)
    {
        var delimiter = Encoding.Latin1.GetBytes($"--{boundary}");
        int? begin = null;
        for (var at = 0; at < message.Length;)
        {
            var rest = message.Span[at..];
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            if (IsDelimiter(line, delimiter))
            {
                if (begin is { } first)
                {
                    var last = at - 1 - (at >= 2 && message.Span[at - 2] == (byte)'\r' ? 1 : 0);
                    return last <= first ? null : message[first..last];
                }

                begin = at + line.Length + 1;
            }

            at += line.Length + 1;
        }

        return null;
    }

    private static bool IsDelimiter(ReadOnlySpan<byte> line, ReadOnlySpan<byte> delimiter)
    {
        if (!line.StartsWith(delimiter))
        {
            return false;
        }

        var rest = line[delimiter.Length..].TrimEnd(" \t\r"u8);
        return rest.IsEmpty || rest.SequenceEqual("--"u8);
    }

    /// <summary>Null when they are so already.</summary>
    private static ReadOnlyMemory<byte>? WithLineEnds(ReadOnlyMemory<byte> text)
    {
        var written = new MemoryStream(text.Length + (text.Length / 40));
        var isChanged = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text.Span[i];
            if (c == (byte)'\n' && (i == 0 || text.Span[i - 1] != (byte)'\r'))
            {
                written.WriteByte((byte)'\r');
                isChanged = true;
            }

            written.WriteByte(c);
        }

        return isChanged ? written.ToArray() : null;
    }

    private static MimeEntity? Entity(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            MailBounds.Check(bytes);
            using var stream = bytes.AsStream();
            return MimeEntity.Load(Letter.Options, stream);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Decoded(MimePart part, int most)
    {
        var bytes = PecParts.Decoded(part);
        return bytes.Length > most ? [] : bytes;
    }
}
