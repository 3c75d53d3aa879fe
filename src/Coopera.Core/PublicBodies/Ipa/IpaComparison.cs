using Coopera.Domain;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.PublicBodies.Ipa;

/// <summary>The file beside the register, row by row. What is not certain is told, with its line, and changes nothing.</summary>
internal sealed class IpaComparison(IpaFile file, IReadOnlyList<PublicBody> register)
{
    /// <summary>Of the bodies of the register; below that the file was cut off, or is a part.</summary>
    private const double Whole = 0.9;

    private readonly Dictionary<string, PublicBody> _byCode = register.ToDictionary(body => body.Code);
    private readonly Dictionary<string, PublicBody> _byCadastral =
        register.Where(body => body.CadastralCode is not null).DistinctBy(body => body.CadastralCode)
            .ToDictionary(body => body.CadastralCode!);
    private readonly Dictionary<string, int> _seen = [];
    private readonly List<IpaChange> _changes = [];
    private readonly List<IpaLeft> _left = [];
    private readonly List<IpaLeft> _unclear = [];
    private int _others;

    public IpaPlan Plan()
    {
        foreach (var row in file.Rows)
        {
            Look(row);
        }

        var open = register.Where(body => !body.IsClosed).ToList();
        var found = open.Count(body => _seen.ContainsKey(body.Code));
        var isWhole = found >= Whole * open.Count;
        foreach (var body in open.Where(body => isWhole && !_seen.ContainsKey(body.Code) && file.Day >= (body.PecFromIpaOn ?? file.Day)))
        {
            _changes.Add(new IpaChange(IpaChangeKind.Closed, body.Code, body.FullName, null, IpaPhrases.NotInFile,
                Successor: NewBodyOf(body)));
        }

        return new IpaPlan(
            file.Day, [.. _changes.OrderBy(change => change.Kind).ThenBy(change => change.Code, StringComparer.Ordinal)], _left, _unclear,
            found, _others)
        {
            IsWhole = isWhole,
        };
    }

    private void Look(IpaRow row)
    {
        if (row.Name.Contains('Ã', StringComparison.Ordinal) || row.Name.Contains('\uFFFD', StringComparison.Ordinal))
        {
            _unclear.Add(new IpaLeft(row.Line, row.Name, IpaPhrases.Garbled));
        }
        else if (IsComune(row))
        {
            LookAtComune(row);
        }
        else if (Wider(row) is { } wider)
        {
            Compare(row, wider);
        }
        else
        {
            _others++;
        }
    }

    private void LookAtComune(IpaRow row)
    {
        var byIstat = _byCode.GetValueOrDefault(row.Istat);
        if (Cadastral(row) is { } code && _byCadastral.TryGetValue(code, out var body))
        {
            if (body.Code == row.Istat)
            {
                Compare(row, body);
            }
            else if (byIstat is not null && !body.IsClosed && Once(row, body))
            {
                _changes.Add(new IpaChange(
                    IpaChangeKind.Closed, body.Code, body.FullName, row.Line, IpaPhrases.SeatAt(byIstat.FullName),
                    Successor: byIstat.Code));
            }
            else if (byIstat is null)
            {
                _unclear.Add(new IpaLeft(row.Line, row.Name, IpaPhrases.OtherIstat(row.Istat, body.Code)));
                _seen.TryAdd(body.Code, row.Line);
            }
        }
        else if (byIstat is not null)
        {
            if (IsCalled(byIstat, NameOf(row)))
            {
                Compare(row, byIstat);
            }
            else
            {
                _unclear.Add(new IpaLeft(row.Line, row.Name, IpaPhrases.NotTheSame(byIstat.FullName)));
            }
        }
        else if (row.IsOver)
        {
            _left.Add(new IpaLeft(row.Line, row.Name, IpaPhrases.OverAndUnknown));
        }
        else if (NameOf(row).Length == 0 || Cadastral(row) is null || Province(row) is null)
        {
            _unclear.Add(new IpaLeft(row.Line, row.Name, IpaPhrases.NewWithoutCodes));
        }
        else if (_changes.Exists(change => change.Kind == IpaChangeKind.New && change.Code == row.Istat))
        {
            _unclear.Add(new IpaLeft(row.Line, row.Name, IpaPhrases.Repeated(_seen[row.Istat])));
        }
        else
        {
            _seen[row.Istat] = row.Line;
            _changes.Add(new IpaChange(
                IpaChangeKind.New, row.Istat, PublicBody.FullNameOf(NameOf(row), PublicBodyKind.Municipality, Province(row)!.ProvinceCode),
                row.Line, After: FirstPec(row)?.Display ?? ""));
        }
    }

    private void Compare(IpaRow row, PublicBody body)
    {
        if (!Once(row, body))
        {
            return;
        }

        if (body.PecFromIpaOn > file.Day)
        {
            _left.Add(new IpaLeft(row.Line, row.Name, IpaPhrases.NewerKnown(body.PecFromIpaOn.Value)));
            return;
        }

        if (row.IsOver)
        {
            if (!body.IsClosed)
            {
                _changes.Add(new IpaChange(IpaChangeKind.Closed, body.Code, body.FullName, row.Line, IpaPhrases.SaidToBeOver));
            }

            return;
        }

        if (body.IsClosed)
        {
            _changes.Add(new IpaChange(IpaChangeKind.Reopened, body.Code, body.FullName, row.Line));
        }

        if (!IsCalled(body, NameOf(row)) && NameOf(row).Length > 0)
        {
            _changes.Add(new IpaChange(IpaChangeKind.NameChanged, body.Code, body.FullName, row.Line, body.Name, NameOf(row)));
        }

        ComparePec(row, body);
    }

    private void ComparePec(IpaRow row, PublicBody body)
    {
        var pecs = Pecs(row);
        if (row.Pecs.Length == 0 || pecs.Count == 0)
        {
            (row.Pecs.Length == 0 ? _left : _unclear).Add(new IpaLeft(
                row.Line, row.Name, row.Pecs.Length == 0 ? IpaPhrases.NoPec(body.SuggestedPec?.Display) : IpaPhrases.WrongPec(row.Pecs)));
        }
        else if (body.SuggestedPec is { } known && pecs.Contains(known))
        {
            if (body.PecFromIpaOn != file.Day)
            {
                _changes.Add(new IpaChange(IpaChangeKind.PecConfirmed, body.Code, body.FullName, row.Line, After: known.Display));
            }
        }
        else
        {
            _changes.Add(new IpaChange(
                IpaChangeKind.PecChanged, body.Code, body.FullName, row.Line, body.SuggestedPec?.Display ?? "", pecs[0].Display));
        }
    }

    private bool Once(IpaRow row, PublicBody body)
    {
        if (_seen.TryAdd(body.Code, row.Line))
        {
            return true;
        }

        _unclear.Add(new IpaLeft(row.Line, row.Name, IpaPhrases.Repeated(_seen[body.Code])));
        return false;
    }

    /// <summary>Unions and consortia of comuni are of the same category, and have the codes of their seat.</summary>
    private static bool IsComune(IpaRow row) => row.Category is not ("L5" or "L45")
        && (Text.Fold(row.Name).StartsWith("comune ", StringComparison.Ordinal) || (BodyName.Code(row.IpaCode) is not null
            && !Text.Fold(row.Name).Contains("unione", StringComparison.Ordinal)));

    private PublicBody? Wider(IpaRow row)
    {
        var name = Text.Fold(row.Name);
        string[] beginnings = ["libero consorzio", "citta metropolitana", "provincia"];
        return row.Category != "L6" && Array.Exists(beginnings, beginning => name.StartsWith(beginning, StringComparison.Ordinal))
            ? register.FirstOrDefault(body => body.Kind != PublicBodyKind.Municipality && body.ProvinceCode == Province(row)?.ProvinceCode)
            : null;
    }

    private PublicBody? Province(IpaRow row) => register.FirstOrDefault(
        body => body.Kind == PublicBodyKind.Municipality && body.Code.AsSpan(0, 3).SequenceEqual(row.Istat.AsSpan(0, 3)));

    /// <summary>"c_a176" is made of it; the file's own column is that of the seat.</summary>
    internal static string? Cadastral(IpaRow row) =>
        (BodyName.Code(row.IpaCode) ?? BodyName.Code(row.Cadastral)) is [>= 'a' and <= 'z', ..] code ? code.ToUpperInvariant() : null;

    internal static string NameOf(IpaRow row)
    {
        var words = row.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = words is [var comune, var of, .. var rest] && Text.Fold(comune) == "comune" && Text.Fold(of) is "di" or "del" or "della"
            ? string.Join(' ', rest)
            : string.Join(' ', words);
        var readable = name.Any(char.IsLower) ? name : RomeTime.Italian.TextInfo.ToTitleCase(name.ToLower(RomeTime.Italian));
        return Text.Cut(readable, PublicBody.NameMaxLength);
    }

    private static bool IsCalled(PublicBody body, string name) => body.SearchText.Split('|').Contains(BodyName.Key(name));

    /// <summary>A merged comune often has the names of those that made it: "Santa Croce e Rosolini".</summary>
    private string? NewBodyOf(PublicBody body)
    {
        var words = BodyName.Key(body.Name).Split(' ').Where(word => word != "san").ToList();
        return words.Count == 0 ? null : _changes.Find(change => change.Kind == IpaChangeKind.New && change.Code[..3] == body.Code[..3]
            && words.TrueForAll(BodyName.Key(change.Body).Split(' ').Contains))?.Code;
    }

    internal static EmailAddress? FirstPec(IpaRow row) => Pecs(row) is [var first, ..] ? first : null;

    private static List<EmailAddress> Pecs(IpaRow row) =>
        [.. row.Pecs.Split(' ').Select(EmailAddress.ParseOrNone).Where(address => address.IsGiven).Distinct()];
}
