using System.Runtime.InteropServices;
using Coopera.Pdf.Reading;
using MimeKit;
using MimeKit.Encodings;
using MimeKit.Utils;

namespace Coopera.Core.Documents.Signatures;

/// <param name="Name">As the sender's machine calls it: untrusted.</param>
public sealed record Attachment(string? Name, string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>
/// The parts of a mail saved as a file (.eml, S/MIME, .m7m), those of mails inside it too. It is read as a stream of parts: no tree of
/// them is built, and nothing of it is decoded that cannot be a document.
/// </summary>
public sealed class MailParts : MimeReader
{
    private const int MostDepth = 12;
    private const int MostHeaders = 2_000;
    private const int MostHeaderLength = 4_000;
    private const int MostParts = 200;

    private readonly ReadOnlyMemory<byte> _mail;
    private readonly ReadingBudget _budget;
    private readonly WatchedStream _stream;
    private readonly List<Attachment> _found = [];
    private ContentEncoding _encoding;
    private string? _name;
    private ContentType? _type;
    private long _begin;
    private int _headers;
    private int _parts;

    private MailParts(ReadOnlyMemory<byte> mail, WatchedStream stream, ReadingBudget budget)
        : base(new ParserOptions { MaxMimeDepth = MostDepth }, stream, MimeFormat.Entity)
    {
        _mail = mail;
        _stream = stream;
        _budget = budget;
    }

    /// <exception cref="ReadingBudgetExceededException">It has more parts or headers than mails with a scheda have.</exception>
    public static IReadOnlyList<Attachment> Read(ReadOnlyMemory<byte> mail, ReadingBudget budget)
    {
        budget.SpendBytes(2L * mail.Length);
        var bytes = MemoryMarshal.TryGetArray(mail, out var array) ? array : mail.ToArray();
        using var stream = new WatchedStream(bytes);
        var reader = new MailParts(mail, stream, budget);
        reader.ReadMessage();
        return reader._found;
    }

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) =>
        (_encoding, _name) = (ContentEncoding.Default, null);

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        _stream.Unseen = 0;
        _budget.SpendStep();
        if (++_headers > MostHeaders)
        {
            throw new ReadingBudgetExceededException();
        }

        if (header.RawValue.Length > MostHeaderLength)
        {
            return;
        }

        switch (header.Id)
        {
            case HeaderId.ContentTransferEncoding when MimeUtils.TryParse(header.Value, out ContentEncoding encoding):
                _encoding = encoding;
                break;
            case HeaderId.ContentDisposition when ContentDisposition.TryParse(header.RawValue, out var disposition):
                _name = disposition.FileName;
                break;
        }
    }

    protected override void OnMimePartBegin(
        ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        CountPart();

        _type = contentType;
    }

    protected override void OnMultipartBegin(
        ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        CountPart();
    }

    private void CountPart()
    {
        _budget.SpendStep();
        if (++_parts > MostParts)
        {
            throw new ReadingBudgetExceededException();
        }
    }

    protected override void OnMimePartContentBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) =>
        _begin = beginOffset;

    protected override void OnMimePartContentRead(byte[] buffer, int startIndex, int count, CancellationToken cancellationToken) =>
        _stream.Unseen = 0;

    protected override void OnMultipartPreambleRead(byte[] buffer, int startIndex, int count, CancellationToken cancellationToken) =>
        _stream.Unseen = 0;

    protected override void OnMultipartEpilogueRead(byte[] buffer, int startIndex, int count, CancellationToken cancellationToken) =>
        _stream.Unseen = 0;

    protected override void OnMimePartContentEnd(
        long beginOffset, int beginLineNumber, long endOffset, int lines, NewLineFormat? newLineFormat, CancellationToken cancellationToken)
    {
        var name = _name ?? _type?.Name;
        if (_type is null || (_type.IsMimeType("text", "*") && name is null) || endOffset <= _begin || endOffset > _mail.Length)
        {
            return;
        }

        if (Decoded(_mail[(int)_begin..(int)endOffset]) is { IsEmpty: false } content)
        {
            _found.Add(new Attachment(name, _type.MimeType, content));
        }
    }

    private ReadOnlyMemory<byte>? Decoded(ReadOnlyMemory<byte> content)
    {
        _budget.SpendBytes(content.Length);
        switch (_encoding)
        {
            case ContentEncoding.Base64:
                return Armour.Decode(content.Span, _budget, out _);
            case ContentEncoding.QuotedPrintable:
                var decoder = new QuotedPrintableDecoder();
                var plain = new byte[decoder.EstimateOutputLength(content.Length)];
                return plain.AsMemory(0, decoder.Decode(content.ToArray(), 0, content.Length, plain));
            default:
                return content;
        }
    }

    /// <summary>A header may be as long as its sender likes, and the reader holds and parses all of it: not here.</summary>
    private sealed class WatchedStream(ArraySegment<byte> bytes)
        : MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
    {
        private const int LongestHeader = 128 * 1024;

        public int Unseen { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            Unseen += read;
            return Unseen <= LongestHeader ? read : throw new ReadingBudgetExceededException();
        }
    }
}
