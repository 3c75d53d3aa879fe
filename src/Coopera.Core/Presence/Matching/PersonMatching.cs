using Coopera.Domain.Words;

namespace Coopera.Core.Presence.Matching;

/// <summary>
/// Who of a report is who of those signed up. Each step decides only what has one answer from both sides; what has two, or could be
/// somebody
/// who is not signed up at all, is left to people, with whom it may be.
/// </summary>
public sealed class PersonMatching
{
    private readonly IReadOnlyList<Sought> _sought;
    private readonly KnownNames _known;
    private readonly Dictionary<Sought, (KnownPerson Person, MatchedBy By)> _found = [];
    private readonly Dictionary<Sought, (MatchDoubt Doubt, IReadOnlyList<KnownPerson> First)> _doubts = [];

    private PersonMatching(IReadOnlyList<SoughtPerson> sought, IReadOnlyList<KnownPerson> known)
    {
        _sought = [.. sought.Select(person => new Sought(person, [.. person.Names.Select(NameWords.Of)]))];
        _known = new KnownNames(known);
    }

    public static IReadOnlyList<PersonMatch> Match(IReadOnlyList<SoughtPerson> sought, IReadOnlyList<KnownPerson> known) =>
        new PersonMatching(sought, known).Match();

    private List<PersonMatch> Match()
    {
        foreach (var one in _sought)
        {
            ByPairing(one);
            ByAddress(one);
        }

        ByName();
        foreach (var (one, person) in SimilarNames.Among(Open(), _known, [.. _found.Values.Select(found => found.Person)]))
        {
            _found[one] = (person, MatchedBy.Similar);
        }

        var taken = _found.Values.Select(found => found.Person.Id).ToHashSet();
        return [.. _sought.Select(one => _found.TryGetValue(one, out var found)
            ? new PersonMatch(one.Person, found.Person, found.By, null, [])
            : Undecided(one, taken))];
    }

    private List<Sought> Open() => [.. _sought.Where(one => !_found.ContainsKey(one) && !_doubts.ContainsKey(one))];

    private void ByPairing(Sought one)
    {
        if (one.Person.Remembered is not { } remembered)
        {
            return;
        }

        var people = _known.At(remembered.EmailKey).Where(person => person.IsActive).ToList();
        var named = people.Where(person => PersonName.KeyOf(person.Name) == remembered.NameKey).ToList();
        if ((named.Count > 0 ? named : people) is not [var only])
        {
            return;
        }

        // What an office or a device is called is many people's: then it is only proposed.
        if (one.Person.EmailKey is not null || one.Names.Any(name => name.IsPerson))
        {
            _found[one] = (only, MatchedBy.Pairing);
        }
        else
        {
            _doubts[one] = (MatchDoubt.NoPerson, [only]);
        }
    }

    private void ByAddress(Sought one)
    {
        if (Decided(one) || one.Person.EmailKey is not { } key)
        {
            return;
        }

        var all = _known.At(key).Concat(_known.AtMailbox(one.Person.Mailbox)).Distinct().ToList();
        var people = all.Where(person => person.IsActive).ToList();
        if (all.Count == 0)
        {
            return;
        }

        var named = people.Where(person => _known.IsCalled(person, one)).ToList();
        if (people.Count == 0)
        {
            _doubts[one] = (MatchDoubt.Cancelled, all);
        }
        else if (named is [var sure])
        {
            _found[one] = (sure, MatchedBy.Address);
        }
        else if (people is not [var owner])
        {
            _doubts[one] = (MatchDoubt.SharedMailbox, people);
        }
        else if (IsAnother(one, owner))
        {
            _doubts[one] = (MatchDoubt.OtherName, [owner, .. _known.Called(one)]);
        }
        else
        {
            _found[one] = (owner, MatchedBy.Address);
        }
    }

    /// <summary>A whole name that has nothing of the owner's, or is somebody else's: a colleague came in by their link.</summary>
    private bool IsAnother(Sought one, KnownPerson owner)
    {
        var words = _known.WordsOf(owner);
        return _known.Called(one).Any(other => other != owner)
            || (one.Names.All(name => name.IsPerson && !_known.IsBody(name) && !name.Naming.Intersect(words.Naming).Any()
                && NameLikeness.Of(name.Naming, words.Naming) < 0.6)
                && one.Names.Count > 0);
    }

    private void ByName()
    {
        var called = _sought.ToDictionary(one => one, one => _known.Called(one));
        var claims = called.SelectMany(pair => pair.Value, (pair, person) => (pair.Key, person))
            .ToLookup(pair => pair.person, pair => pair.Key);
        foreach (var one in Open())
        {
            if (called[one] is not { Count: > 0 } people)
            {
                continue;
            }

            var active = people.Where(person => person.IsActive).ToList();
            if (active is [var only] && claims[only].Count() == 1 && _known.Nearly(one) is []
                && _known.Longer(one).All(claims.Contains)) // who has a second name may have left it out
            {
                _found[one] = (only, _known.IsExactly(only, one) ? MatchedBy.Name : MatchedBy.NameAmongWords);
            }
            else
            {
                _doubts[one] = (active.Count == 0 ? MatchDoubt.Cancelled : MatchDoubt.Homonyms, people);
            }
        }
    }

    private PersonMatch Undecided(Sought one, HashSet<Guid> taken)
    {
        var (doubt, first) = _doubts.TryGetValue(one, out var known) ? known : (MatchDoubt.Nobody, []);
        var candidates = first.Concat(_known.Candidates(one, taken)).Distinct().Take(KnownNames.MostCandidates).ToList();
        return new PersonMatch(
            one.Person, null, null,
            doubt != MatchDoubt.Nobody ? doubt : !one.Names.Any(name => name.IsPerson && !_known.IsBody(name)) ? MatchDoubt.NoPerson
                : candidates.Count > 0 ? MatchDoubt.NotSure : MatchDoubt.Nobody,
            candidates);
    }

    private bool Decided(Sought one) => _found.ContainsKey(one) || _doubts.ContainsKey(one);
}

internal sealed class Sought(SoughtPerson person, IReadOnlyList<NameWords> names)
{
    public SoughtPerson Person => person;

    public IReadOnlyList<NameWords> Names => names;
}
