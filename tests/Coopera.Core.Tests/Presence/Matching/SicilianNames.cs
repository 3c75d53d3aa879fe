using Coopera.Core.Presence.Matching;
using Coopera.Domain.Words;

namespace Coopera.Core.Tests.Presence.Matching;

/// <summary>People as they sign up in Sicily, and as platforms call them.</summary>
internal sealed class SicilianNames(int seed)
{
    private static readonly string[] Firsts = Words(
        "Maria Giuseppe Salvatore Antonino Rosario Rosaria Mario Francesco Francesca Carmela Carmelo Concetta Agata Santo Santa Giovanni Giovanna Angela "
        + "Angelo Vincenzo Vincenza Calogero Calogera Alfio Alfia Sebastiano Sebastiana Grazia Lucia Rosalia Filippo Filippa Gaetano Gaetana Domenico "
        + "Domenica Paolo Paola Pietro Piera Nunzio Nunzia Ignazio Ignazia Giacomo Ninfa Liboria Liborio Ivana Ivan Daniela Daniele Alessandro Alessandra "
        + "Andrea Marco Giusy Enza Enzo Tiziana Massimo Loredana Fabio Valeria Dario Daria Michele Michela Stefano Stefania Gioacchino Accursio Accursia "
        + "Gandolfo Onofrio Cataldo Biagio Placido Placida Benedetto Benedetta Crocifissa Provvidenza Nicolò Zaira Eleonora Simona Simone Roberto Roberta");

    private static readonly string[] Lasts =
    [
        .. Words(
            "Russo Rosso Rossi Messina Lombardo Lombardi Caruso Marino Martino Rizzo Greco Greca Romano Romana Parisi Amato Amata Puglisi Costa Costanzo "
            + "Vitale Vitali Arena Pappalardo Bruno Bruni Catalano Catalani Randazzo Mazza Mazzeo D’Angelo D’Amico Cacciatore Sciacca Patti Catania Licata "
            + "Giordano Gallo Galli Grasso Grassi Ferrara Ferraro Barbera Barberi Santangelo Mangiapane Cannizzaro Sanfilippo Tumminello Provenzano "
            + "Guastella Spataro Schillaci Vaccaro Zappalà Scibilia Bonaccorso Terranova Trovato Sala Libero Conti Conte Cusumano Trapani Palermo Bellomo "
            + "Inzerillo Mulè Accardi Accardo Ingrassia Badalamenti Monteleone Passalacqua Fragalà Calderone Nicosia Modica Raffa Crisafulli Currò Saitta "
            + "Giunta Abbate Abate Agnello Aiello Alaimo Alessi Alfano Amore Anello Anastasi Arcidiacono Asaro Avola Balistreri Barone Basile Battaglia "
            + "Bella Bentivegna Bertolino Bevilacqua Blandino Bonanno Bongiorno Bonfiglio Bono Borzì Brancato Cacopardo Calabrese Calà Campo Cannata Cantone "
            + "Capizzi Carbone Carnevale Carollo Castelli Castiglia Castro Catanzaro Cavallaro Chiarenza Chiaramonte Ciaramitaro Cicero Cilona Cimino Coco "
            + "Colajanni Collura Coniglio Consoli Coppola Corso Cosentino Crapanzano Crimi Crupi Cucinotta Cultrera Cuffaro Cutrona Diliberto Drago Emmanuele "
            + "Falcone Falzone Fazio Ferlito Fiorentino Fontana Franco Furnari Gambino Gangi Garofalo Genovese Gentile Giacalone Giambrone Giardina Giuffrida "
            + "Granata Gravina Graziano Guarino Gulino Iacono Immesi Impellizzeri Indelicato Intravaia Lanza Lauricella Leanza Leone Leonardi Leotta Liotta "
            + "Longo Lupo Macaluso Maggio Maltese Mancuso Maniscalco Marchese Marotta Marsala Mastrosimone Maugeri Mazzola Melita Micalizzi Miceli Milazzo "
            + "Minutella Mirabella Mistretta Mondello Montalbano Montalto Morello Morreale Musumeci Napoli Nicotra Nicolosi Noto Occhipinti Oliveri Orlando "
            + "Pace Pagano Palazzolo Palumbo Panebianco Papa Pecoraro Pellegrino Pennisi Piazza Pirrone Pitrè Politi Privitera Pulvirenti Quattrocchi Ragusa "
            + "Raimondi Reina Restivo Ribaudo Riccobono Riggio Rinaldi Rocca Romeo Ruggeri Saccà Salemi Salerno Saladino Sapienza Scaduto Scalia Scalisi "
            + "Sciortino Scuderi Segreto Sgroi Sorrentino Spadaro Spampinato Tomasello Tomaselli Torrisi Tramontana Triolo Tumbarello Urso Valenti Vassallo "
            + "Ventura Virga Viscuso Vinci Zagarella Zito Zuccarello"),
        "La Rosa", "Di Stefano", "De Luca", "Lo Presti", "Li Volsi", "Di Maria", "Lo Cascio", "Lo Bue", "La Mantia", "Di Gregorio",
            "Di Bella", "La Barbera",
        "Lo Verde", "De Simone", "Di Mauro", "Lo Giudice", "La Spina", "Di Pasquale", "Dello Stritto", "D’Agostino",
    ];

    private static readonly string[] Bodies =
        ["Castroreale", "Patti", "Enna", "Messina", "Sciacca", "Licata", "Barcellona Pozzo di Gotto", "Santa Margherita di Belice",
            "Modica", "Gela", "Cefalù"];

    private readonly Random _random = new(seed);

    public List<KnownPerson> People(int count, int homonyms)
    {
        var people = Enumerable.Range(0, count - homonyms).Select(i => Person(
            i, Some(Firsts) + (_random.Next(6) == 0 ? $" {Some(Firsts)}" : ""), Some(Lasts)
                + (_random.Next(25) == 0 ? $" {Some(Lasts)}" : ""))).ToList();
        people.AddRange(Enumerable.Range(0, homonyms).Select(i => Person(count + i, people[i * 7].FirstName, people[i * 7].LastName)));
        return people;
    }

    /// <summary>As the platform has them: the name they typed, or that of their office, or of their telephone.</summary>
    public SoughtPerson Shown(KnownPerson person, int number)
    {
        var (name, turned) = (person.Name, $"{person.LastName} {person.FirstName}");
        var shown = _random.Next(1000) switch
        {
            < 380 => name,
            < 560 => turned,
            < 620 => name.ToUpperInvariant(),
            < 690 => $"Dott.ssa {name}",
            < 730 => $"Avv. {turned}",
            < 800 => $"{name} - Comune di {person.Body}",
            < 840 => $"Ass. {turned} ({person.Body})",
            < 880 => $"{turned} Ufficio Servizi Sociali",
            < 900 => name.Replace(" ", "", StringComparison.Ordinal),
            < 920 => name.Replace(' ', '.').ToLowerInvariant(),
            < 950 => Slipped(name),
            < 965 => name.Replace("’", " ", StringComparison.Ordinal).Replace("à", "a'", StringComparison.Ordinal),
            < 972 => $"{person.FirstName.Split(' ')[0]} {person.LastName}",
            < 979 => $"iPhone di {person.FirstName}",
            < 984 => $"Comune di {person.Body}",
            < 987 => $"{person.FirstName} {person.LastName[0]}.",
            < 990 => "UTC",
            _ => name,
        };
        var email = _random.Next(100) < 40 ? person.EmailKey : null;
        return new SoughtPerson($"k{number}", [shown], email, email);
    }

    /// <summary>
    /// Who is not signed up, and called much like somebody who is: brothers and sisters, surnames one letter away, chance.
    /// </summary>
    public List<SoughtPerson> Strangers(List<KnownPerson> people, int count)
    {
        var taken = people.Select(person => PersonName.KeyOf(person.Name)).ToHashSet();
        List<SoughtPerson> strangers = [];
        while (strangers.Count < count)
        {
            var like = people[_random.Next(people.Count)];
            var shown = _random.Next(3) switch
            {
                0 => $"{Other(like.FirstName)} {like.LastName}",
                1 => $"{like.FirstName} {Other(like.LastName)}",
                _ => $"{Some(Firsts)} {Some(Lasts)}",
            };
            if (taken.Add(PersonName.KeyOf(shown)))
            {
                strangers.Add(new SoughtPerson($"s{strangers.Count}", [shown], null, null));
            }
        }

        return strangers;
    }

    /// <summary>Maria for Mario, Lombardi for Lombardo.</summary>
    private static string Other(string name) => name[^1] is 'o' or 'e' ? name[..^1] + "a" : name[..^1] + "o";

    private string Slipped(string name)
    {
        var words = name.Split(' ');
        var longest = Array.IndexOf(words, words.MaxBy(word => word.Length)!);
        var (word, at) = (words[longest], _random.Next(1, words[longest].Length - 2));
        words[longest] = _random.Next(3) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, $"{word[at]}"),
            _ => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
        };
        return string.Join(' ', words);
    }

    private KnownPerson Person(int number, string first, string last)
    {
        var email = $"p{number}@{(_random.Next(2) == 0 ? "gmail.com" : $"comune{_random.Next(40)}.example")}";
        return new KnownPerson(Guid.NewGuid(), first, last, email, email, Some(Bodies), true);
    }

    private string Some(string[] words) => words[_random.Next(words.Length)];

    private static string[] Words(string text) => text.Split(' ');
}
