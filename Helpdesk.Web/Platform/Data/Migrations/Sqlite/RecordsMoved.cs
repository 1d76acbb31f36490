namespace Helpdesk.Web.Platform.Data.Migrations.Sqlite
{
    /// <summary>
    /// Moves what stood as text in contracts and licences into records: an organisation becomes a customer, who a licence was registered
    /// by a contact, and cases find theirs by serial number or address. Verdicts and clocks stay as they are.
    /// </summary>
    internal static class RecordsMoved
    {
        private const string SharedHosts =
            "'gmail.com', 'googlemail.com', 'outlook.com', 'outlook.jp', 'hotmail.com', 'hotmail.co.jp', 'live.jp', 'icloud.com', 'me.com', "
            + "'yahoo.com', 'yahoo.co.jp', 'docomo.ne.jp', 'ezweb.ne.jp', 'au.com', 'softbank.ne.jp', 'i.softbank.jp', 'nifty.com', "
            + "'biglobe.ne.jp', 'ocn.ne.jp', 'so-net.ne.jp', 'gmx.de', 'gmx.net', 'web.de', 't-online.de', 'qq.com', '163.com'";

        public static readonly string[] Statements =
        [
            """
            INSERT INTO Products (Code, NameEn, NameJa, MaintainedBy, ChangeId, ChangedAt, Folded, RowVersion)
            SELECT Code, NameEn, NameJa, MaintainedBy, 0, 0, '', 1 FROM OldProducts
            """,
            """
            INSERT INTO ProductVersions (ProductCode, Number, ChangeId, ChangedAt, Folded, RowVersion)
            SELECT DISTINCT Code, value, 0, 0, '', 1 FROM OldProducts, json_each(Versions)
            """,
            // A licence without an organisation is somebody's at home: the person is the customer.
            "CREATE TABLE MovedOwners (Name TEXT NOT NULL, Home INTEGER NOT NULL, Mail TEXT NOT NULL COLLATE NOCASE, Key TEXT)",
            """
            INSERT INTO MovedOwners (Name, Home, Mail)
            SELECT Organisation, 0, '' FROM OldContracts UNION SELECT Organisation, 0, '' FROM OldLicences WHERE Organisation IS NOT NULL
            UNION SELECT coalesce(max(ContactName), ContactEmail), 1, ContactEmail FROM OldLicences
            WHERE Organisation IS NULL AND ContactEmail IS NOT NULL GROUP BY ContactEmail COLLATE NOCASE
            """,
            "UPDATE MovedOwners SET Key = printf('K-%04d', rowid)",
            """
            INSERT INTO Customers (Key, Name, Language, UserKind, MailDomains, ChangeId, ChangedAt, Folded, RowVersion)
            SELECT o.Key, o.Name,
                coalesce((SELECT c.Contact_Language FROM Cases c WHERE c.Contact_Organisation = o.Name ORDER BY c.Id DESC LIMIT 1),
                    CASE WHEN o.Name GLOB '*[^ -~]*' THEN 'ja' ELSE 'en' END),
                CASE WHEN o.Home THEN 3 ELSE
                    coalesce((SELECT c.Contact_UserKind FROM Cases c WHERE c.Contact_Organisation = o.Name ORDER BY c.Id DESC LIMIT 1), 2) END,
                '[]', 0, 0, '', 1
            FROM MovedOwners o
            """,
            """
            INSERT INTO Contacts (Key, CustomerKey, Name, Emails, Phones, MayOpenCases, ChangeId, ChangedAt, Folded, RowVersion)
            SELECT 'c-' || lower(hex(randomblob(8))), o.Key, coalesce(max(l.ContactName), l.ContactEmail), json_array(l.ContactEmail),
                CASE WHEN max(l.ContactPhone) IS NULL THEN '[]' ELSE json_array(max(l.ContactPhone)) END, 1, 0, 0, '', 1
            FROM OldLicences l JOIN MovedOwners o
                ON (l.Organisation IS NOT NULL AND o.Home = 0 AND o.Name = l.Organisation)
                OR (l.Organisation IS NULL AND o.Home = 1 AND o.Mail = l.ContactEmail)
            WHERE l.ContactEmail IS NOT NULL GROUP BY o.Key, l.ContactEmail COLLATE NOCASE
            """,
            "INSERT INTO MailOwners (Address, Key) SELECT json_extract(Emails, '$[0]'), Key FROM Contacts",
            """
            INSERT INTO Contracts (Number, CustomerKey, Tier, Products, "From", Until, BoughtAs, ChangeId, ChangedAt, Folded, RowVersion)
            SELECT c.Number, o.Key, c.Tier, json_array(c.ProductCode), c."From", c.Until, 0, 0, 0, '', 1
            FROM OldContracts c JOIN MovedOwners o ON o.Home = 0 AND o.Name = c.Organisation
            """,
            """
            INSERT INTO Licences (Serial, ProductCode, Kind, ContractNumber, CustomerKey, ContactKey, Version, ChangeId, ChangedAt, Folded, RowVersion)
            SELECT l.Serial, l.ProductCode, l.Kind, l.ContractNumber, o.Key,
                (SELECT m.Key FROM MailOwners m JOIN Contacts c ON c.Key = m.Key
                 WHERE m.Address = l.ContactEmail AND c.CustomerKey = o.Key LIMIT 1),
                l.Version, 0, 0, '', 1
            FROM OldLicences l LEFT JOIN MovedOwners o
                ON (l.Organisation IS NOT NULL AND o.Home = 0 AND o.Name = l.Organisation)
                OR (l.Organisation IS NULL AND o.Home = 1 AND o.Mail = l.ContactEmail)
            """,
            "UPDATE Cases SET CustomerKey = (SELECT l.CustomerKey FROM Licences l WHERE l.Serial = Cases.SerialNumber)",
            """
            UPDATE Cases SET CustomerKey = (SELECT CASE WHEN count(DISTINCT c.CustomerKey) = 1 THEN max(c.CustomerKey) END
                FROM MailOwners m JOIN Contacts c ON c.Key = m.Key WHERE m.Address = Cases.Contact_Email)
            WHERE CustomerKey IS NULL AND Contact_Email <> ''
            """,
            """
            UPDATE Cases SET CustomerName = (SELECT Name FROM Customers WHERE Key = CustomerKey),
                ContactKey = (SELECT c.Key FROM MailOwners m JOIN Contacts c ON c.Key = m.Key
                    WHERE m.Address = Contact_Email AND c.CustomerKey = Cases.CustomerKey LIMIT 1)
            WHERE CustomerKey IS NOT NULL AND Contact_Email <> ''
            """,
            "UPDATE Cases SET CustomerName = Contact_Organisation WHERE CustomerKey IS NOT NULL AND Contact_Email = ''",
            $"""
            UPDATE Cases SET Caller = CASE
                WHEN ContactKey IS NOT NULL THEN 1
                WHEN EXISTS (SELECT 1 FROM Contacts c, json_each(c.Emails) e WHERE c.CustomerKey = Cases.CustomerKey
                    AND lower(substr(e.value, instr(e.value, '@') + 1)) = lower(substr(Contact_Email, instr(Contact_Email, '@') + 1))
                    AND lower(substr(e.value, instr(e.value, '@') + 1)) NOT IN ({SharedHosts})) THEN 1
                ELSE 2 END
            WHERE CustomerKey IS NOT NULL AND Contact_Email <> ''
            """,
            "DROP INDEX IX_Cases_Reports",
            "CREATE INDEX IX_Cases_Reports ON Cases (Id, OpenedAt, ClosedAt, Status, Severity, Tier, ClosingReason, ReopenCount, "
                + "ProductCode, ProductVersion, CustomerName, Contact_Organisation, Contact_Name, OwnerId)",
            "DROP TRIGGER Cases_Search",
            "CREATE TRIGGER Cases_Search AFTER UPDATE OF Subject, Contact_Name, Contact_Organisation, Contact_Email, CustomerName, SerialNumber, "
                + "ProductCode, Answers, Status ON Cases BEGIN DELETE FROM SearchTasks WHERE Kind = 0 AND \"Key\" = NEW.Id; "
                + "INSERT INTO SearchTasks (Kind, \"Key\") VALUES (0, NEW.Id); END;",
            "DROP TABLE OldProducts",
            "DROP TABLE OldContracts",
            "DROP TABLE OldLicences",
            "DROP TABLE MovedOwners",
        ];
    }
}
