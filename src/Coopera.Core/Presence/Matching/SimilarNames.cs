namespace Coopera.Core.Presence.Matching;

/// <summary>Pairs of names that differ by a slip, where all together leave one way to pair them.</summary>
internal static class SimilarNames
{
    public static IEnumerable<(Sought One, KnownPerson Person)> Among(IReadOnlyList<Sought> open, KnownNames known,
        HashSet<KnownPerson> taken)
    {
        var edges = new Dictionary<(Sought One, KnownPerson Person), double>();
        var all = new Dictionary<Sought, List<(KnownPerson Person, double Score)>>();
        foreach (var one in open.Where(one => one.Names.Any(name => name.IsPerson)))
        {
            all[one] = [.. known.Alike(one).Where(person => person.IsActive).Select(person =>
                (person, one.Names.Max(name => NameLikeness.Of(name.Naming, known.WordsOf(person).Naming))))];
            foreach (var (person, score) in all[one].Where(pair => pair.Score >= NameLikeness.Threshold && !taken.Contains(pair.Person)))
            {
                if (one.Names.Any(name => NameLikeness.IsSlip(name.Naming, known.WordsOf(person).Naming, known.IsName)))
                {
                    edges[(one, person)] = score;
                }
            }
        }

        foreach (var (ones, people) in Groups([.. edges.Keys]).Where(group =>
            Math.Max(group.Ones.Count, group.People.Count) <= Assignment.Most))
        {
            var weights = new double[ones.Count, people.Count];
            foreach (var (i, j) in from i in Enumerable.Range(0, ones.Count) from j in Enumerable.Range(0, people.Count) select (i, j))
            {
                weights[i, j] = edges.GetValueOrDefault((ones[i], people[j]));
            }

            foreach (var (i, j) in Assignment.Best(weights).Index().Where(pair => pair.Item >= 0))
            {
                var (one, person, score) = (ones[i], people[j], weights[i, j]);
                var others = all[one].Where(pair => pair.Person != person).Select(pair => pair.Score)
                    .Concat(all.Where(pair => pair.Key != one).SelectMany(pair => pair.Value).Where(pair => pair.Person == person)
                        .Select(pair => pair.Score));
                if (others.All(other => other <= score - NameLikeness.Distance))
                {
                    yield return (one, person);
                }
            }
        }
    }

    /// <summary>Those that hang together by somebody who might be either.</summary>
    private static IEnumerable<(List<Sought> Ones, List<KnownPerson> People)> Groups(List<(Sought One, KnownPerson Person)> edges)
    {
        var (byOne, byPerson, seen) = (edges.ToLookup(edge => edge.One), edges.ToLookup(edge => edge.Person), new HashSet<Sought>());
        foreach (var start in edges.Select(edge => edge.One).Distinct())
        {
            if (!seen.Add(start))
            {
                continue;
            }

            var (ones, people) = (new List<Sought> { start }, new List<KnownPerson>());
            for (var i = 0; i < ones.Count; i++)
            {
                foreach (var person in byOne[ones[i]].Select(edge => edge.Person).Except(people).ToList())
                {
                    people.Add(person);
                    ones.AddRange(byPerson[person].Select(edge => edge.One).Where(seen.Add));
                }
            }

            yield return (ones, people);
        }
    }
}
