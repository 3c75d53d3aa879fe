using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>Takes off what is around a document, one layer after the other: text, envelopes, time stamps, mails.</summary>
internal sealed class Unwrapping(SignedCopyReport start, ReadingBudget budget)
{
    private const int MaxLayers = 8;

    /// <summary>The platform copies each envelope.</summary>
    private const int MaxBytesInEnvelopes = 3 * SignedFile.MaxBytes;

    private readonly List<FoundSignature> _signatures = [];
    private readonly List<string> _endings = [];
    private SignedCopyReport _report = start;
    private ReadOnlyMemory<byte> _content;
    private bool _isPartial;
    private int _inEnvelopes;

    public SignedCopyReport Open(ReadOnlyMemory<byte> file)
    {
        _content = Armour.Narrow(file);
        var textAfter = 0;
        for (var layer = 1; layer <= MaxLayers; layer++)
        {
            budget.SpendBytes(_content.Length);
            var kind = FileContent.Recognise(_content.Span);
            switch (kind)
            {
                case FileKind.Pdf:
                    Enter(SignedCopyKind.Pdf, "");
                    return OpenPdf(layer);

                case FileKind.SignedCms:
                    Enter(SignedCopyKind.Cms, ".p7m");
                    if ((_inEnvelopes += _content.Length) > MaxBytesInEnvelopes)
                    {
                        throw new ReadingBudgetExceededException();
                    }

                    var envelope = CmsSignatures.Read(_content, layer, textAfter, budget);
                    _signatures.AddRange(envelope.Found);
                    _isPartial |= envelope.IsPartial;
                    _report = _report with { Unexamined = _report.Unexamined + envelope.Unexamined };
                    if (envelope.Content is not { } inside)
                    {
                        return Found() with { Refusal = SignedCopyRefusal.DetachedSignature };
                    }

                    (_content, textAfter) = (inside, 0);
                    break;

                case FileKind.TimestampedData:
                    Enter(SignedCopyKind.Timestamped, ".tsd");
                    if (!OpenTimestamped(layer))
                    {
                        return Found() with { Refusal = SignedCopyRefusal.TimestampedData };
                    }

                    break;

                case FileKind.Armoured when Armour.Open(_content.Span, budget, out textAfter) is { } binary:
                    _content = binary;
                    break;

                case FileKind.Mail or FileKind.CompoundFile:
                    if (OpenMail(kind, layer) is { } refusal)
                    {
                        return Found() with { Refusal = refusal };
                    }

                    textAfter = 0;
                    break;

                default:
                    return Found() with { Refusal = _report.Kind is null ? SignedFile.RefusalOf(kind) : SignedCopyRefusal.NotAPdfInside };
            }
        }

        return Found() with { Refusal = SignedCopyRefusal.TooManyEnvelopes };
    }

    /// <summary>What was seen before the work became too much. A file whose kind is known is kept, and people look at it.</summary>
    public SignedCopyReport InPart() => (_report.Kind, FileContent.Recognise(_content.Span)) switch
    {
        (null, FileKind.Mail) => _report with { Refusal = SignedCopyRefusal.SeveralDocumentsInMail },
        (null, FileKind.CompoundFile) => _report with { Refusal = SignedCopyRefusal.OfficeDocument },
        (null, _) => _report with { Refusal = SignedCopyRefusal.TooMuchWork },
        (_, var kind) => Found() with { IsPartial = true, Document = kind == FileKind.Pdf ? _content : default },
    };

    private SignedCopyReport Found() => _report with
    {
        Signatures = [.. _signatures],
        IsPartial = _isPartial,
        Extension = ".pdf" + string.Concat(_endings.AsEnumerable().Reverse()),
    };

    private void Enter(SignedCopyKind kind, string ending)
    {
        _report = _report with { Kind = _report.Kind ?? kind };
        _endings.Add(ending);
    }

    private SignedCopyReport OpenPdf(int layer)
    {
        try
        {
            return SignedFile.WithPdf(Found(), _content, layer, _signatures, budget);
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return InPart(); // a PDF by a program with ideas of its own is kept, and people look at it
        }
    }

    private bool OpenTimestamped(int layer)
    {
        try
        {
            var stamped = TimestampedContent.Read(_content, layer, budget);
            if (stamped.Stamp is { } stamp)
            {
                _signatures.Add(stamp);
            }

            _content = stamped.Content ?? default;
            return stamped.Content is not null;
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return false;
        }
    }

    /// <summary>
    /// Goes on with the one document in it, which is then what is kept: a mail is not what the body signed. Signatures around a mail are
    /// those of who sent it, such as a provider of certified mail.
    /// </summary>
    private SignedCopyRefusal? OpenMail(FileKind kind, int layer)
    {
        var isOutlook = kind == FileKind.CompoundFile;
        if ((isOutlook ? OutlookMail.Read(_content, budget) : MailParts.Read(_content, budget)) is not { } parts)
        {
            return _report.Kind is null ? SignedCopyRefusal.OfficeDocument : SignedCopyRefusal.NotAPdfInside;
        }

        if (MailDocuments.Of(parts, budget) is not { } documents)
        {
            return SignedCopyRefusal.SeveralDocumentsInMail;
        }

        if (documents.One is not { } document)
        {
            return SignedCopyRefusal.NoDocumentInMail;
        }

        _signatures.Clear();
        _endings.Clear();
        _report = documents.Reply is null
            ? SignedFile.ReportOf(document.Content) with
            {
                TakenFrom = isOutlook ? CopyWrapping.OutlookMail : CopyWrapping.Mail,
                TakenName = document.Name,
                Taken = document.Content,
            }
            : _report with { Kind = SignedCopyKind.Timestamped };
        _content = document.Content;
        if (documents.Reply is { } reply)
        {
            _endings.Add(".m7m");
            _signatures.Add(TimestampedContent.CheckReply(reply.Content, document.Content, layer, budget));
        }

        return null;
    }
}
