using Coopera.Core.Presence.Matching;
using Coopera.Domain.Words;

namespace Coopera.Core.Tests.Presence.Matching;

/// <summary>Who of a report is who of those signed up: most by themselves, none wrongly.</summary>
public sealed class PersonMatchingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Of_a_thousand_names_most_are_found_and_none_is_wrong(int seed)
    {
        var names = new SicilianNames(seed);
        var people = names.People(1_000, homonyms: 5);
        (SoughtPerson Sought, KnownPerson? Person)[] shown =
        [
            .. people.Select((person, i) => (names.Shown(person, i), (KnownPerson?)person)),
            .. names.Strangers(people, 120).Select(stranger => (stranger, (KnownPerson?)null)),
        ];
        new Random(seed).Shuffle(shown);

        var matches = PersonMatching.Match([.. shown.Select(one => one.Sought)], people);

        var wrong = matches.Zip(shown).Where(pair => pair.First.Known is { } found && found != pair.Second.Person)
            .Select(pair => $"{pair.Second.Sought.Names[0]} is no {pair.First.Known!.Name} ({pair.First.By})").ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        var right = matches.Zip(shown).Count(pair => pair.First.Known is not null);
        var open = matches.Zip(shown).Where(pair => pair.First.Known is null && pair.Second.Person is not null)
            .Select(pair => $"{pair.Second.Sought.Names[0]}: {pair.First.Doubt}");
        Assert.True(right >= 950, $"{right} found\n{string.Join('\n', open)}");
    }

    [Fact]
    public void Each_step_has_its_reason()
    {
        KnownPerson[] people =
        [
            Person("Maria", "Rossi", "maria@comune.example", "Patti"), Person("Ugo", "De Luca", "ugo@x.example", "Enna"),
            Person("Agata", "Cacciatore", "agata@x.example", "Gela"), Person("Libero", "Sala", "libero@x.example", "Gela"),
        ];

        Assert.Equal(
            ["Maria Rossi: Address", "Ugo De Luca: Name", "Agata Cacciatore: Similar", "Libero Sala: Name"],
            Show(people, Sought("Rossi", "maria@comune.example"), Sought("Deluca Ugo"), Sought("Agata Caciatore"), Sought("sala libero")));
        Assert.Equal(["Maria Rossi: NameAmongWords"], Show(people, Sought("Dott.ssa ROSSI MARIA - Comune di Patti")));
    }

    [Fact]
    public void Homonyms_are_never_decided_by_the_machine()
    {
        KnownPerson[] people =
            [Person("Maria", "Russo", "a@gmail.com", "Patti"), Person("Maria", "Russo", "b@gmail.com", "Enna"),
                Person("Ugo", "Verdi", "u@gmail.com", "Enna")];

        Assert.Equal(
            ["Homonyms: Maria Russo, Maria Russo", "Maria Russo: Address", "Homonyms: Ugo Verdi", "Homonyms: Ugo Verdi, Maria Russo"],
            Show(people, Sought("Russo Maria - Patti"), Sought("Maria Russo", "a@gmail.com"), Sought("Ugo Verdi"),
                Sought("Verdi Ugo (Enna)")));
    }

    [Theory]
    [InlineData("Mario", "Rossi")]
    [InlineData("Maria", "Rosso")]
    [InlineData("Maria", "Grossi")]
    [InlineData("Mara", "Rossi")]
    [InlineData("Maria Grazia", "Rossi")]
    public void Another_name_is_another_person_however_little_it_differs(string first, string last)
    {
        var match = Assert.Single(PersonMatching.Match([Sought("Maria Rossi")], [Person(first, last, "x@gmail.com", "Patti")]));

        Assert.Null(match.Known);
        Assert.Equal($"{first} {last}", Assert.Single(match.Candidates).Name);
    }

    [Fact]
    public void An_address_with_the_name_of_somebody_else_is_asked_about()
    {
        KnownPerson[] people = [Person("Maria", "Rossi", "maria@gmail.com", "Patti"), Person("Ugo", "Verdi", "ugo@gmail.com", "Patti")];

        Assert.Equal(
            ["OtherName: Maria Rossi, Ugo Verdi", "OtherName: Maria Rossi", "Maria Rossi: Address"],
            Show(people, Sought("Ugo Verdi", "maria@gmail.com"), Sought("Anna Neri", "maria@gmail.com"),
                Sought("iPhone", "maria@gmail.com")));
    }

    [Fact]
    public void Several_people_of_one_mailbox_are_told_apart_by_their_names()
    {
        KnownPerson[] people = [Person("Maria", "Rossi", "ufficio@x.example", "Patti"),
            Person("Ugo", "Verdi", "ufficio@x.example", "Patti")];

        Assert.Equal(
            ["Ugo Verdi: Address", "SharedMailbox: Maria Rossi, Ugo Verdi"],
            Show(people, Sought("Verdi Ugo", "ufficio@x.example"), Sought("Ufficio", "ufficio@x.example")));
    }

    [Fact]
    public void Offices_and_devices_come_with_the_people_of_that_body()
    {
        KnownPerson[] people =
            [Person("Maria", "Rossi", "m@gmail.com", "Comune di Patti"), Person("Ugo", "Verdi", "u@gmail.com", "Comune di Enna"),
                Person("Anna", "Neri", "a@enna.example", "")];

        Assert.Equal(
            ["NoPerson: Maria Rossi", "NoPerson: Ugo Verdi", "NoPerson: Anna Neri", "NoPerson: Anna Neri", "NoPerson: "],
            Show(
                people, Sought("Comune di Patti"), Sought("Ufficio tecnico ENNA"), Sought("iPhone di Anna"),
                    Sought("UTC", "utc@enna.example"), Sought("UTC")));
    }

    [Fact]
    public void Who_has_cancelled_is_proposed_and_not_taken()
    {
        KnownPerson[] people =
        [
            Person("Maria", "Rossi", "m@gmail.com", "") with { IsActive = false },
                Person("Ugo", "Verdi", "u@gmail.com", "") with { IsActive = false },
            Person("Ugo", "Verdi", "u@gmail.com", ""),
        ];

        Assert.Equal(
            ["Cancelled: Maria Rossi", "Cancelled: Maria Rossi", "Ugo Verdi: Name"],
            Show(people, Sought("Maria Rossi"), Sought("Maria Rossi", "m@gmail.com"), Sought("Ugo Verdi")));
    }

    [Fact]
    public void What_staff_said_before_holds_for_who_is_named_and_is_proposed_for_what_is_many_peoples()
    {
        KnownPerson[] people = [Person("Maria", "Rossi", "m@gmail.com", "Patti"), Person("Ugo", "Verdi", "m@gmail.com", "Patti")];
        var said = new RememberedPerson("m@gmail.com", PersonName.KeyOf("Ugo Verdi"));

        Assert.Equal(
            ["Ugo Verdi: Pairing", "Ugo Verdi: Pairing", "NoPerson: Ugo Verdi, Maria Rossi"],
            Show(
                people, Sought("Hugo Grün") with { Remembered = said }, Sought("UTC", "utc@y.example") with { Remembered = said },
                Sought("UTC Patti") with { Remembered = said }));
    }

    [Fact]
    public void Pairs_are_found_for_all_together_and_not_for_each_alone()
    {
        // Greedy takes 0.9 and leaves the others with nothing.
        Assert.Equal([1, 0], Assignment.Best(new[,] { { 0.9, 0.8 }, { 0.85, 0 } }));
        Assert.Equal([0, -1, 1], Assignment.Best(new[,] { { 0.9, 0.1 }, { 0, 0 }, { 0.5, 0.9 } }));
    }

    private static IReadOnlyList<string> Show(IReadOnlyList<KnownPerson> people, params SoughtPerson[] sought) =>
    [
        .. PersonMatching.Match(sought, people).Select(match => match.Known is { } found ? $"{found.Name}: {match.By}"
            : $"{match.Doubt}: {string.Join(", ", match.Candidates.Select(person => person.Name))}"),
    ];

    private static SoughtPerson Sought(string name, string? email = null) => new($"{name}{email}", [name], email, email);

    private static KnownPerson Person(string first, string last, string email, string body) =>
        new(Guid.NewGuid(), first, last, email, email, body, IsActive: true);
}
