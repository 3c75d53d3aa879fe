using Coopera.Domain.Dossiers;
using Coopera.Domain.Registrations;

namespace Coopera.Domain.Tests.Dossiers;

public sealed class IndicatorsTests
{
    private const string None = "non indicato";

    [Fact]
    public void Who_came_to_three_webinars_is_one_person_as_they_were_at_the_last()
    {
        Participation[] parts =
        [
            Part(1, "anna@comune.example") with { Role = "Assistente sociale" },
            Part(2, "anna@comune.example") with { Role = "Dirigente", WasThere = true, Attended = true },
            Part(3, "anna@comune.example") with { Role = "dirigente" },
        ];

        var people = Indicators.People(parts);

        Assert.Equal([new IndicatorRow("dirigente", 1, 1, 1, 0)], Indicators.By(people, part => part.Role, None));
    }

    [Fact]
    public void People_who_share_a_mailbox_are_told_by_their_names_in_every_webinar()
    {
        Participation[] parts =
        [
            Part(1, "protocollo@comune.example", "rossi anna"), Part(1, "protocollo@comune.example", "bianchi ugo"),
            Part(2, "protocollo@comune.example", "bianchi ugo"), Part(2, "protocollo@comune.example", "verdi pia"),
            Part(1, "solo@comune.example", "neri iole"), Part(2, "solo@comune.example", "neri i"),
        ];

        Assert.Equal(4, Indicators.People(parts).Count);
    }

    [Fact]
    public void Parts_whose_address_is_gone_count_each_by_itself() =>
        Assert.Equal(3, Indicators.People([Part(1, ""), Part(1, ""), Part(2, "")]).Count);

    [Fact]
    public void Spellings_of_one_value_are_one_row_as_most_write_it_and_missing_ones_are_said()
    {
        string?[] roles = ["Assistente sociale", "assistente  Sociale", "Assistente sociale", null, "", "Sindaco"];

        var people = Indicators.People([.. roles.Select((role, at) => Part(1, $"{at}@comune.example") with { Role = role })]);

        Assert.Equal(
            [new("Assistente sociale", 3, 0, 0, 0), new(None, 2, 0, 0, 0), new IndicatorRow("Sindaco", 1, 0, 0, 0)],
            Indicators.By(people, part => part.Role, None));
    }

    [Fact]
    public void However_they_are_divided_the_rows_add_up_to_the_people()
    {
        var random = new Random(11);
        var parts = Enumerable.Range(0, 600).Select(_ => Part(random.Next(5), $"{random.Next(80)}@x.example", $"nome {random.Next(3)}") with
        {
            Kind = (ParticipantKind)random.Next(3),
            Role = random.Next(4) == 0 ? null : $"Ruolo {random.Next(6)}",
            Province = random.Next(5) == 0 ? null : $"Provincia {random.Next(9)}",
            WasThere = random.Next(2) == 0,
            Attended = random.Next(3) == 0,
        }).ToList();
        var people = Indicators.People(parts);
        var all = Indicators.Row("", people);

        Func<Participation, string?>[] ways = [part => part.Kind.ToString(), part => part.Role, part => part.Province];
        Assert.All(ways, way =>
        {
            var rows = Indicators.By(people, way, None);
            Assert.Equal(all, new("", rows.Sum(r => r.SignedUp), rows.Sum(r => r.WereThere), rows.Sum(r => r.Attended), 0));
        });
        var counted = parts.GroupBy(part => part.EmailKey).Sum(
            address => address.GroupBy(part => part.WebinarId).Any(webinar => webinar.Count() > 1)
                ? address.Select(part => part.FoldedName).Distinct().Count() : 1);
        Assert.Equal(counted, people.Count);
    }

    private static Participation Part(int webinar, string address, string name = "rossi anna") =>
        new(webinar, address, name, ParticipantKind.Staff, null, null, null);
}
