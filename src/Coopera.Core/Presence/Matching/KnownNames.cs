namespace Coopera.Core.Presence.Matching;

/// <summary>The names of those signed up, to be found by what is written somewhere else.</summary>
internal sealed class KnownNames
{
    public const int MostCandidates = 12;

    private const int MostLooked = 40;
    private const int LongestParticle = 3;
    private const double LeastAlike = 0.5;

    private readonly Dictionary<KnownPerson, (NameWords Words, HashSet<string> Body)> _people;
    private readonly ILookup<string, KnownPerson> _byEmail;
    private readonly ILookup<string, KnownPerson> _byMailbox;
    private readonly ILookup<string, KnownPerson> _byWord;
    private readonly ILookup<string, KnownPerson> _byPair;
    private readonly ILookup<string, KnownPerson> _together;
    private readonly ILookup<string, KnownPerson> _byDomain;
    private readonly List<(HashSet<string> Words, List<KnownPerson> People)> _bodies;

    public KnownNames(IReadOnlyList<KnownPerson> known)
    {
        // Who cancelled and signed up again is one person.
        var active = known.Where(person => person.IsActive).Select(person => (person.EmailKey, NameWords.Of(person.Name).Key)).ToHashSet();
        _people = known.Where(person => person.IsActive || !active.Contains((person.EmailKey, NameWords.Of(person.Name).Key)))
            .ToDictionary(person => person, person => (NameWords.Of(person.Name), NameWords.TellingOfBody(person.Body).ToHashSet()));
        _byEmail = _people.Keys.ToLookup(person => person.EmailKey);
        _byMailbox = _people.Keys.ToLookup(person => person.Mailbox);
        _byWord = Lookup(words => words.Naming);
        _byPair = Lookup(words => words.Naming.SelectMany(Pairs).Distinct());
        _together = Lookup(words => words.Together().Distinct());
        _byDomain = _people.Keys.Where(person => !person.EmailKey.EndsWith("gmail.com", StringComparison.Ordinal))
            .ToLookup(person => person.EmailKey[(person.EmailKey.LastIndexOf('@') + 1)..]);
        _bodies = [.. _people.Keys.Where(person => person.Body.Length > 0).GroupBy(person => person.Body)
            .Select(body => (NameWords.TellingOfBody(body.Key).ToHashSet(), body.ToList())).Where(body => body.Item1.Count > 0)];
    }

    public NameWords WordsOf(KnownPerson person) => _people[person].Words;

    public bool IsName(string word) => _byWord.Contains(word);

    /// <summary>It says of which body somebody is, and not who.</summary>
    public bool IsBody(NameWords name) => _bodies.Exists(body => name.Telling.All(word =>
        body.Words.Any(of => word == of || (of.Length > LongestParticle && word.EndsWith(of, StringComparison.Ordinal)))));

    public IEnumerable<KnownPerson> At(string emailKey) => _byEmail[emailKey];

    public IEnumerable<KnownPerson> AtMailbox(string? mailbox) => mailbox is null ? [] : _byMailbox[mailbox];

    public bool IsExactly(KnownPerson person, Sought one) =>
        one.Names.Any(name => name.Key == WordsOf(person).Key);

    /// <summary>All words of the person's name, and besides them nothing that names anybody or any body but their own.</summary>
    public bool IsCalled(KnownPerson person, Sought one) => one.Names.Any(name => IsCalled(person, name));

    public IReadOnlyList<KnownPerson> Called(Sought one) => [.. one.Names.SelectMany(Holding).Distinct()
        .Where(person => IsCalled(person, one))];

    /// <summary>Who has all of their name in what is written there, beside other words that name somebody.</summary>
    public IReadOnlyList<KnownPerson> Nearly(Sought one) =>
        [.. one.Names.SelectMany(name => Holding(name).Where(person => !IsCalled(person, name))).Distinct()
            .Where(person => !IsCalled(person, one))];

    /// <summary>Whose name has all the words that are written there, and more.</summary>
    public IEnumerable<KnownPerson> Longer(Sought one) => one.Names.Where(name => name.IsPerson).SelectMany(name =>
        _byWord[name.Naming[0]].Where(person => person.IsActive && WordsOf(person).Naming is var words && words.Count > name.Naming.Count
            && name.Naming.All(words.Contains))).Distinct();

    /// <summary>
    /// Of the body that is named, with a word in common, at the same office, or written much alike; who is not found yet first.
    /// </summary>
    public IEnumerable<KnownPerson> Candidates(Sought one, HashSet<Guid> taken)
    {
        var words = one.Names.SelectMany(name => name.Telling).Distinct().ToList();
        var all = one.Names.SelectMany(name => name.All).ToHashSet();
        var ofBody = _bodies.Where(body => body.Words.IsSubsetOf(all) || body.Words.IsSubsetOf(words)).SelectMany(body => body.People)
            .ToHashSet();
        var atOffice = one.Person.EmailKey is { } email ? _byDomain[email[(email.LastIndexOf('@') + 1)..]].ToHashSet() : [];
        return Alike(one).Concat(ofBody).Concat(atOffice).Concat(words.Where(word => word.Length > 2).SelectMany(word => _byWord[word]))
            .Distinct()
            .Select(person => (person, score: one.Names.Max(name => NameLikeness.Of(name.Naming, WordsOf(person).Naming))
                + (ofBody.Contains(person) ? 0.5 : 0) + (atOffice.Contains(person) ? 0.3 : 0)
                + (WordsOf(person).Naming.Intersect(words).Any() ? 0.2 : 0)))
            .Where(pair => pair.score >= LeastAlike || ofBody.Contains(pair.person) || atOffice.Contains(pair.person)
                || (words.Count == 1 && WordsOf(pair.person).Naming.Contains(words[0])))
            .OrderByDescending(pair => pair.score - (taken.Contains(pair.person.Id) ? 0.25 : 0) - (pair.person.IsActive ? 0 : 0.1))
            .ThenBy(pair => pair.person.Name, StringComparer.Ordinal)
            .Select(pair => pair.person).Take(MostCandidates);
    }

    /// <summary>Those with the most letters in common, so that not everybody is compared with everybody.</summary>
    public IEnumerable<KnownPerson> Alike(Sought one)
    {
        var shared = new Dictionary<KnownPerson, int>();
        foreach (var person in one.Names.SelectMany(name => name.Telling).SelectMany(Pairs).Distinct().SelectMany(pair => _byPair[pair]))
        {
            shared[person] = shared.GetValueOrDefault(person) + 1;
        }

        return shared.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Id).Take(MostLooked).Select(pair => pair.Key);
    }

    private bool IsCalled(KnownPerson person, NameWords name)
    {
        var (words, body) = _people[person];
        if (words.Naming.Count < 2)
        {
            return false;
        }

        if (name.Words is [var together] && words.Together().Contains(together))
        {
            return true;
        }

        var rest = name.Words.ToList();
        return words.Naming.All(rest.Remove) && rest.TrueForAll(word => NameWords.IsAround(word)
            || body.Any(of => word == of || (of.Length > LongestParticle && word.EndsWith(of, StringComparison.Ordinal))));
    }

    private IEnumerable<KnownPerson> Holding(NameWords name) => name.Words is [var together] ? _together[together]
        : name.Words.SelectMany(word => _byWord[word]).Distinct().Where(person =>
            WordsOf(person).Naming is { Count: > 1 } words && words.All(name.Words.Contains));

    private static IEnumerable<string> Pairs(string word) =>
        word.Length < 2 ? [] : Enumerable.Range(0, word.Length - 1).Select(i => word.Substring(i, 2));

    private ILookup<string, KnownPerson> Lookup(Func<NameWords, IEnumerable<string>> words) =>
        _people.SelectMany(pair => words(pair.Value.Words).Distinct().Select(word => (word, pair.Key)))
            .ToLookup(pair => pair.word, pair => pair.Key);
}
