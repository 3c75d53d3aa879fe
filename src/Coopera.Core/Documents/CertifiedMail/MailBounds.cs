using MimeKit;

namespace Coopera.Core.Documents.CertifiedMail;

/// <summary>A message has more parts, or longer headers, than mails have.</summary>
public sealed class TooIntricateException() : Exception("More parts or headers than mails have.");

/// <summary>Counts parts and headers before a tree is built of them.</summary>
internal sealed class MailBounds : MimeReader
{
    public const int MostDepth = 50;

    private const int MostParts = 2_000;
    private const int MostHeaders = 20_000;
    private const int MostHeaderLength = 200_000;

    private int _parts;
    private int _headers;

    private MailBounds(Stream stream)
        : base(new ParserOptions { MaxMimeDepth = MostDepth }, stream, MimeFormat.Entity)
    {
    }

    /// <exception cref="TooIntricateException"/>
    public static void Check(ReadOnlyMemory<byte> mail, CancellationToken cancellationToken = default)
    {
        using var stream = mail.AsStream();
        new MailBounds(stream).ReadMessage(cancellationToken);
    }

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        if (++_headers > MostHeaders || header.RawValue.Length > MostHeaderLength)
        {
            throw new TooIntricateException();
        }
    }

    protected override void OnMimePartBegin(
        ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    protected override void OnMultipartBegin(
        ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    private void Count()
    {
        if (++_parts > MostParts)
        {
            throw new TooIntricateException();
        }
    }
}
