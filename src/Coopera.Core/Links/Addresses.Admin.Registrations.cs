namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Registrations
        {
            public static string List(int webinar) => $"{Webinars.Page(webinar)}/iscritti";

            public static string New(int webinar) => $"{List(webinar)}/nuova";

            public static string Bulk(int webinar) => $"{List(webinar)}/in-blocco";

            public static string RestoreMany(int webinar) => $"{Bulk(webinar)}/rimetti";

            public static string Import(int webinar) => $"{List(webinar)}/importa";

            public static string TryImport(int webinar) => $"{Import(webinar)}/prova";

            public static string RunImport(int webinar) => $"{Import(webinar)}/iscrivi";

            public static string ImportPage(int webinar, Guid id) => $"{Import(webinar)}/{id}";

            public static string UndoImport(int webinar, Guid id) => $"{ImportPage(webinar, id)}/ritira";

            public static string Csv(int webinar) => $"{List(webinar)}.csv";

            public static string Xlsx(int webinar) => $"{List(webinar)}.xlsx";

            public static string AttendanceSheet(int webinar) => $"{Webinars.Page(webinar)}/foglio-presenze.pdf";

            public static string Page(Guid id) => $"{Home}/iscrizioni/{id}";

            public static string Edit(Guid id) => $"{Page(id)}/modifica";

            public static string Substitute(Guid id) => $"{Page(id)}/sostituisci";

            public static string Cancel(Guid id) => $"{Page(id)}/annulla";

            public static string Restore(Guid id) => $"{Page(id)}/rimetti";

            public static string Invitations(Guid id) => $"{Page(id)}/inviti";

            public static string GivePlace(Guid id) => $"{Page(id)}/lista-attesa";

            public static string SendConfirmation(Guid id) => $"{Page(id)}/conferma";
        }
    }
}
