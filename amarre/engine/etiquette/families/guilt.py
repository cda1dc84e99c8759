"""guilt: making people ashamed or afraid so that they pay, stay or keep quiet."""

from __future__ import annotations

from ..model import Family, Rule, code

CODES = (
    code(
        "guilt.reproach",
        "warning",
        fr=(
            "La personne lit un reproche. Elle a peut-être, elle aussi, le feu chez elle.",
            "Dites le fait sans juger (« la facture du 3 mars reste à régler »), demandez ce qui l’aiderait, proposez un échéancier.",
        ),
        en=(
            "The reader hears a reproach. There may be a fire at their place too.",
            "State the fact without judging (“the March invoice is still open”), ask what would help, offer a payment plan.",
        ),
    ),
    code(
        "guilt.pity",
        "warning",
        fr=(
            "Vos difficultés sont mises sur les épaules de la personne.",
            "Ne lui faites pas porter vos salaires ni votre survie : demandez simplement, et laissez-lui une issue.",
        ),
        en=(
            "Your difficulties are laid on the reader's shoulders.",
            "Do not make them carry your wages or your survival: ask plainly, and leave them a way out.",
        ),
    ),
    code(
        "guilt.duty",
        "warning",
        fr=(
            "On fait la morale : devoir, civisme, comparaison avec les autres clients.",
            "Remerciez ceux qui peuvent et aidez ceux qui ne peuvent pas, sans comparer personne.",
        ),
        en=(
            "This preaches: duty, fairness, comparison with other customers.",
            "Thank those who can, help those who cannot, and compare nobody.",
        ),
    ),
    code(
        "guilt.threat",
        "warning",
        fr=(
            "Une menace, envoyée à quelqu’un qui a peur.",
            "Proposez d’abord un arrangement à sa mesure et donnez le nom de la personne à joindre. Le droit viendra plus tard, à part.",
        ),
        en=(
            "A threat, sent to someone who is afraid.",
            "First offer an arrangement within their means and the name of someone to reach. The law can come later, by itself.",
        ),
    ),
)

_FR_CALM = (
    "(aucun*|sans|ni|jamais|suspend*|suspendu*|gel*|annul*|offert*|lev*|renonc*|supprim*|interromp*|interrompu*|arret*|exoner*) ~ (penalite*|frais|majoration*|interet*|poursuite*|relance*|recouvrement|coupure*|mise en demeure|resiliation*|suspension*|contentieux|huissier)",
    "(penalite*|frais|majoration*|interet*|poursuite*|relance*|recouvrement|coupure*|mise* en demeure|resiliation*|suspension*) ~ (suspendu*|suspend*|gele*|annule*|offert*|leve*|supprime*|interromp*|interrompu*|arret*|pas appliqu*|ne sera*|ne seront|ne s'appliqu*|ne vous ser*|aucun*)",
    "(ne|n'*) ~ (pas|aucun*|ni|jamais|plus) ~ (penalite*|frais|majoration*|interet*|poursuite*|relance*|recouvrement|coupure*|demeure|resiliation*|suspension*|contentieux|huissier|avertissement)",
    "(si|meme si|au cas ou|lorsque|quand|pour ceux qui|ceux qui) ~ (n'avez|n'avez pas|n'as|ne pouvez)",
)
_FR = (
    Rule(
        "guilt.reproach",
        (
            "(vous n'avez|tu n'as|vous ne nous avez) (toujours|encore|à ce jour|même|jamais|malheureusement|visiblement) (toujours |encore )?pas ~ (pay*|régl*|acquitt*|vers*|honor*|donné|répondu|daigné|pris|renouvel*|renvoyé|signé|rempli|contacté|jugé|adressé|effectué|procédé|régularis*)",
            "vous n'avez (jamais|pas) (daigné|pris la peine|jugé (bon|utile)|donné suite|honoré|eu la (politesse|courtoisie|décence)|tenu (parole|votre|vos|compte))",
            "(malgré|en dépit de) (nos|notre|mes|plusieurs|les|de|toutes|tous|#|deux|trois|quatre) ~ (relances|rappels|rappel|relance|courriers|messages|demandes|appels|e-mails|mails|efforts|patience|indulgence|tentatives|sollicitations)",
            "nous (sommes|avons été) (au regret de constater|surpris|étonnés|déçus|profondément déçus|très déçus|vraiment déçus|contrariés|choqués|peinés|attristés|stupéfaits|consternés|lassés|las|fatigués) (de|que|qu'*|par|d'*)",
            "(nous (regrettons|déplorons)|il est (regrettable|déplorable|dommage)|quel dommage|c'est (regrettable|dommage|décevant|bien dommage)) (que |de voir que |de constater (que )?)?(vous|votre (silence|retard|décision|manque|absence|choix|départ|attitude))",
            "nous (constatons|notons|observons|remarquons|apprenons|relevons) ~ avec (regret|surprise|étonnement|déception|tristesse|amertume|stupeur|agacement)",
            "(à|quelle) (notre grand*|la) (surprise|regret|étonnement|déception)",
            "(notre|ma) (patience|bienveillance|tolérance|indulgence|compréhension|générosité) (a (ses|des|une)|est à|n'est pas|commence|atteint|touche|s'épuise)",
            "nous (avons|avons déjà|vous avons) ~ (été (plus que )?(patients|compréhensifs|bienveillants|arrangeants|conciliants|tolérants|généreux)|fait preuve de ~ (patience|bienveillance|indulgence|compréhension|tolérance|souplesse))",
            "(mauvais payeur*|mauvaise foi|mauvaise volonté|ingratitude|ingrat*)",
            "(retard|silence|attitude|comportement|situation|absence de réponse|défaut de paiement|impayé) ~ (est |sont |nous (semble|paraît) |reste )?(inacceptable*|inadmissible*|intolérable*|incompréhensible*|irrespectueu*|injustifiable*|décevant*)",
            "(votre|ce|cette|un tel) (silence|retard|manque de|absence de réponse|désinvolture|légèreté) ~ (nous (étonne|surprend|déçoit|attriste|blesse|peine|inquiète|choque|désole|oblige|contraint|pousse)|est|n'est)",
            "(la crise|la situation|l'épidémie|la pandémie|le contexte|cela|ceci|cet incident|l'incident|la panne|un retard de livraison) ~ (n'est pas une (excuse|raison)|n'est pas un (prétexte|motif)|n'excuse pas|ne vous (dispense|exonère|exempte|autorise)|ne (dispense|saurait (justifier|excuser)|justifie) (pas)?|ne peut (pas )?(servir d'|être (une )?)(excuse|prétexte))",
            "(nous attendions|nous espérions|on attendait|on aurait (espéré|cru)|nous aurions (espéré|attendu|apprécié|aimé)) ~ (de votre part|de vous|mieux|davantage|que vous|un (geste|effort)|une réponse)",
            "(vous nous|tu nous) (décev*|abandonn*|laiss* tomber|oubli*|tourn* le dos|met* (dans|en))",
            "(nous quitter|nous abandonner|nous laisser tomber|nous tourner le dos|partir|résilier|annuler) ~ (maintenant|en pleine (crise|tempête)|au (pire|plus mauvais) moment|dans un (tel|pareil) moment|alors que nous|quand nous)",
            "(ne nous|n'nous) (abandonnez|laissez|lâchez|oubliez|décevez) pas",
            "après (tout ce que|toutes ces années|tant d'années|ces années|des années|# ans|tout)( de)? ~ (nous (avons|faisons|vous)|confiance|fidélité|relation|ensemble|pour vous|à vos côtés)",
            "(vous savez|vous n'ignorez pas|n'oubliez pas|rappelez-vous|souvenez-vous) ~ (ce que nous avons fait|tout ce que nous|que nous (avons toujours|vous avons toujours|avons été))",
            "(profiter|profitez|abuser|abusez) ~ (de (notre|la) (bienveillance|générosité|patience|gentillesse|situation|crise))",
            "(vous n'êtes pas sans (savoir|ignorer)|nous (voulons|voudrions|osons|aimerions|préférons) (bien )?croire (que|qu'*)|nous n'osons (croire|imaginer|penser)|(ne (saurions|pouvons|pourrons)|n'est pas question de) ~ (faire crédit|indéfiniment|continuer à (attendre|patienter|vous)|éternellement|être une banque|tolérer|fermer les yeux)|(cela|ça|ce) (commence à|ne peut (plus )?)(bien faire|durer|suffit|suffire)|votre (tour|part) (est venu|de faire)|(ce|cela|ça) n'est (pas|guère) (très |bien |vraiment )?(correct|élégant|sérieux|fair-play|honnête|juste|acceptable|digne|gentil)|un peu de (respect|sérieux|considération|reconnaissance)|(vous|on) (nous )?(fait|faites) (languir|attendre depuis)|(mérit*) (un peu |beaucoup |bien )?(mieux|plus (de|d')))",
            "(balay*|jet* aux orties|effac*|oublié*|sacrifi*|gâch*) ~ (pour (quelques|si peu|une|un)|années|ans|fidélité|confiance)",
            "(avez-vous pensé|pensez un peu|songez|imaginez) (à|aux|un instant) ~ (nos|notre|salari*|équipe*|employé*|conséquences)",
        ),
        _FR_CALM,
        occasions=("payment", "renewal", "refusal", "statement", "news", "answer"),
    ),
    Rule(
        "guilt.pity",
        (
            "(votre|ce|vos|chaque|ces|un|le|les|tout) (retard*|défaut|silence|impayé*|dette*|manquement|non-paiement|départ|résiliation*|décision|facture* (impayée*|en retard)|absence de (paiement|règlement|réponse)|annulation*|report*|euro|jour) ~ (nous (met|mettent|coûte|prive|fragilis*|pénalis*|oblig*|contrain*|plac*|cause)|(met|mettent|mettrait|mettraient) (en|nos|notre|nous|l')|pénalis*|fragilis*|pèse|pèsent|menac*|compromet*|prive|mett* en)",
            "(nos|des|les) (salariés|employés|équipes|collaborateurs|emplois|familles|livreurs|conseillers|soignants|agents) ~ (comptent sur (vous|votre)|dépend* (de|d')|ont besoin de (vous|votre)|attend* (votre|leur salaire|d'être payés)|ne (seront|pourront être|peuvent être) pas payé*|risquent|pourraient perdre|seront payés)",
            "(salaires|emplois|paies|paie|paye) (de|d'|des|du|à) ~ (dépend*|en dépend*|est en jeu|sont en jeu|menac*|en péril|en danger)",
            "(survie|avenir|pérennité|existence|santé financière|trésorerie) de (notre|l'|nos|la) ~ (dépend*|en dépend|est en jeu|repose|menac*)",
            "(sans|c'est grâce à) votre (paiement|règlement|soutien|fidélité|effort|contribution), ~(nous|nos|notre|c'est|on)",
            "(nous aussi|nous-mêmes),? (nous )?(avons|sommes|devons|traversons|subissons|souffrons|payons) ~ (charges|factures|salaires|loyers|difficult*|fournisseurs|crise|victimes|payer)",
            "(pensez|songez) à (nos|notre|ceux|celles|eux|elles|ces|tous ceux|nous)",
            "(mettre|mettez|mettra|met|mettrez|mettent|mettrait) (gravement |sérieusement |directement )?en (péril|danger|difficulté|jeu|cause|peine) (notre|nos|les|l'|la|des)",
            "(nous|notre (petite )?(entreprise|maison|boutique|équipe)) (comptons|compte|comptent) (sur|tous sur) (vous|votre (paiement|règlement|geste|soutien|effort|fidélité)) (pour (survivre|tenir|payer|sauver|ne pas|traverser|nous|que)|,? car|sinon)",
        ),
        _FR_CALM,
        occasions=("payment", "renewal", "refusal", "answer"),
    ),
    Rule(
        "guilt.duty",
        (
            "(d'autres|les autres|la plupart (de|des)|nos autres|la majorité (de|des)|l'immense majorité|tous nos autres|la quasi-totalité|des milliers|beaucoup|presque tous|tous (nos|les)|vos voisins|de nos|vos) ~ (clients|clientes|adhérents|abonnés|locataires|assurés|membres|usagers|voisins|sociétaires|parents|familles|foyers|confrères|professionnels|commerçants|patients|étudiants|copropriétaires|résidents) ~ (ont|payent|paient|règlent|jouent|font|acceptent|patientent|se montrent|comprennent|n'ont pas|eux|ne se plaignent|savent|respectent|attendent) ~ (pay*|régl*|jeu|effort*|acquitt*|sans (se plaindre|protester|discuter|rechigner|râler)|heure|temps|à jour|ponctuel*|compréhensi*|patient*|sacrifice*|plaint|respect*|elles|eux|facture*|engagement*)",
            "(par|question de|un minimum de|un peu de) (respect|solidarité|égard|décence|correction|honnêteté|simple courtoisie|courtoisie|justice) (pour|envers|avec|vis-à-vis|à l'égard|commande|voudrait)",
            "(fai*|montr*) (preuve|un geste|un effort) (de|d') (un (peu|minimum) (de|d') )?(civisme|solidarité|responsabilité|maturité|bonne volonté|honnêteté|loyauté|patience et)",
            "(sens (civique|des responsabilités|du devoir|de l'honneur|moral)|esprit (civique|de solidarité)|votre (civisme|conscience|honnêteté|loyauté|bonne foi|sens))",
            "(jouer|jouez|jouent|joue) le jeu",
            "(devoir moral|obligation morale|un devoir (de|envers)|votre devoir|c'est votre responsabilité|il est de votre (devoir|responsabilité))",
            "(la moindre des choses|le minimum que|il serait (injuste|déloyal|irresponsable|indécent|regrettable|égoïste)|ce n'est que justice|ce serait (injuste|déloyal|égoïste|irresponsable))",
            "(vous nous devez|nous vous avons (toujours|tant|tout)|vous (avez|aviez) (pourtant )?(pris|signé) un engagement|une (parole|dette) (donnée|est une dette)|un engagement est un engagement|tenir vos engagements|honorer vos engagements|respecter vos engagements)",
            "(chacun|tout le monde|nous) (doit|devons)( tous)? (faire|fournir) (sa part|un effort|des efforts|des sacrifices|les efforts)",
            "(c'est|ce sont) (injuste|déloyal|égoïste|irresponsable) (pour|envers|de)",
            "(un|les|des|en tant que) (vrai*|bon*|véritable*) client*",
            "si (vous tenez|vous teniez|vous croyez|notre (relation|entreprise) compte|vous nous (aimez|appréciez|soutenez)) ~ (à|en|pour|notre|vous)",
            "(égoïste*|égoïsme|irresponsable*|indécent*|honteu*|honte)",
        ),
        ("(vos donnees|nos engagements|n'est pas une honte|aucune honte|sans honte|pas honte)",),
    ),
    Rule(
        "guilt.threat",
        (
            "sous peine (de|d')",
            "(poursuites|action en justice|voie judiciaire|voies judiciaires|procédure judiciaire|procédures judiciaires|poursuivi* en justice|devant les tribunaux|en justice|huissier*|commissaire de justice|mise* en demeure|mettons en demeure|(société|cabinet|agence|service|procédure*|frais) de recouvrement|recouvrement (forcé|judiciaire|de (la|votre))|service (du )?contentieux|au contentieux|notre contentieux|fichier des (incidents|impayés|mauvais)|fich* (à la )?banque de france|saisie (sur|de|de vos))",
            "(à défaut|faute) (de|d'|quoi) ~ (paiement|règlement|réponse|régularisation|nous|votre|vous)",
            "dernier (avertissement|rappel|avis|délai) (avant|:|.|!)?",
            "(dernière|ultime) (relance|mise en garde|chance|demande)",
            "ultimatum",
            "(pénalité*|frais|majoration*|intérêt*|indemnité*) (de (retard|relance|rejet|rappel|#)|forfaitaire|supplémentaire*)? ?~(vous )?(seront|sera|s'appliqu*|vous ser*|vont être|courent|commence*|s'ajout*|continuent)",
            "(régularis*|pay*|régl*|acquitt*|vers*) ~ (immédiatement|sans délai|sans plus (attendre|tarder)|dans les plus brefs délais|sous (24|48|72|huit|#) ?(h|heures|jours)|dès réception|sur-le-champ)",
            "(votre|vos|le|la) (ligne|compte|service|accès|contrat|abonnement|fourniture|dossier|carte|commande|livraison*|garantie) ~ (sera|seront|serait|pourra être|pourrait être|risque* d'être|va être) ~ (coup*|suspend*|résili*|clôtur*|bloqu*|ferm*|interromp*|interrompu*|transmis* (au|à un|à notre)|annul*) ~ (sans (préavis|autre avis|nouvel avis|délai)|définitive*|immédiate*|automatique*|si vous|si nous|à défaut|faute)",
            "(nous (serons|serions|nous verrons|verrons|n'aurons)) ~ (contraints|obligés|forcés|dans l'obligation|d'autre choix|pas d'autre choix)",
            "(assumer|supporter|subir|en tirer) (toutes )?(les|ces) conséquences",
        ),
        _FR_CALM,
        occasions=("payment", "renewal", "refusal", "answer"),
    ),
)

_EN_CALM = (
    "(no|never|nor|without|not|won't|isn't|aren't|don't|paus*|suspend*|waiv*|stop*|froze*|freez*|cancel*|drop*|lift*) ~ (penalt*|fee|fees|charge*|interest|collect*|reminder*|court|legal|cut off|disconnect*|bailiff*|default|agency|warning)",
    "(penalt*|fees|charges|interest|reminders|collection*|disconnection*|legal action) ~ (waived|paused|suspended|stopped|frozen|cancelled|dropped|lifted|not be|on hold|off)",
    "(if|in case|even if|whether or not) (you|your payment|you've)",
)
_EN = (
    Rule(
        "guilt.reproach",
        (
            "(you|you've|you have|you had) (still |yet |once again |again |so far |repeatedly |clearly )?(failed to|not bothered|neglected to|chosen (not )?to ignore|ignored|refused to|not (had|shown) the (courtesy|decency)|let us down|not kept|broken your)",
            "(you (still )?(haven't|have not|have still not|still have not)|you've still not|you have yet to) (yet |even |still |bothered |had |so much as )?(to )?(paid|pay|settled|settle|responded|respond|replied|reply|renewed|renew|answered|acknowledged|honoured|cleared|clear|got|taken|made|kept)",
            "(despite|in spite of|notwithstanding|after) (our|several|all our|repeated|multiple|numerous|many|two|three|#|countless|all these|all the) ~ (reminders?|requests?|letters|emails|calls|attempts|messages|patience|efforts|goodwill|warnings)",
            "we('re| are| were) (very |deeply |extremely |really |rather |quite |frankly |bitterly |sorry and |saddened and )?(disappointed|surprised|saddened|dismayed|hurt|shocked|astonished|let down|puzzled|frustrated|concerned) (that you|to (see|note|find|learn|notice|hear) (that )?you|by your|with your|in you|at your|not to have)",
            "(it is|it's|how) ~ (disappointing|regrettable|unfortunate|a (shame|pity)|sad|frustrating|unacceptable|unfair) (that you|to see (that )?you|that your|you)",
            "(our|my) (patience|goodwill|generosity|understanding|leniency|tolerance) (has|is|does|will|cannot|can't|only)",
            "we('ve| have) ~ (been (more than |extremely |very |nothing but |so |exceptionally )?(patient|lenient|generous|understanding|reasonable|accommodating|flexible|fair)|bent over backwards|gone out of our way|shown (you )?(great |nothing but |considerable )?(patience|understanding|leniency|goodwill)|done (our|everything|so much|all we can for you))",
            "(bad payer*|bad faith|ungrateful|freeload*|deadbeat)",
            "your (late payment|non-payment|silence|failure|lack of|delay|attitude|refusal|behaviour|behavior|debt|account|continued|ongoing|overdue|unpaid|arrears) ~ (is|are|has|was) ~ (unacceptable|disappointing|inexcusable|disrespectful|intolerable|hurting|harming|unfair|let us down|not acceptable|damaging|putting)",
            "(is|are|was|be|were|it's|isn't) (no|not an?|hardly an?|never an?|an?) (excuse|reason) (for|to|not to)",
            "does not (excuse|exempt|release|relieve|absolve|entitle) you",
            "doesn't (excuse|exempt|release|relieve|absolve|entitle) you",
            "(we (would have |had )?(expected|hoped for|thought) ~ (from you|more of you|better|you would|you'd))",
            "(after|given|considering) (everything|all) (that )?(we|we've|our)",
            "(leaving|abandoning|leave|abandon|desert|walking away from|turning your back on|quit) us (now|at|when|in|just)",
            "(don't|please don't|do not|please do not) (abandon|desert|forget|leave|let) us( down)?",
            "(letting|let) (us|everyone|our (team|staff)|the team) down",
            "(have you|did you|do you ever) (thought|think|considered|stop*) ~ (about|of|what) ~ (our|us|staff|team|those|consequences)",
            "(taking|take|took) advantage of (our|the situation|this crisis|the crisis)",
            "(we'd|we would) hate to (think|lose you|see you go|see you lose)",
            "(cannot be unaware|can't be unaware|can hardly be unaware|cannot have forgotten|as you are (well|no doubt|fully) aware|(would|should|d) like to (think|believe)|prefer to (think|believe)|not (a bank|a charity)|extend (you )?credit|wait (forever|indefinitely|any longer)|turn a blind eye|this (cannot|can't) go on|enough is enough|(not|hardly|isn't|n't) (very |really |quite |exactly )?(fair|right|decent|acceptable|on|professional|nice) (on|to|of|towards|for) us|deserve* (better|more|a little|some)|thrown away (over|for)|throw* away (over|all|years|ten|#))",
        ),
        _EN_CALM,
    ),
    Rule(
        "guilt.pity",
        (
            "your (late|unpaid|overdue|missing|delayed|missed|outstanding)? ?(payment*|bill*|invoice*|debt|arrears|silence|departure|decision|cancellation|non-payment|delay) ~ (puts|put|putting|hurts|hurting|threatens|costs|harms|harming|jeopardises|jeopardizes|forces|makes it (harder|impossible)|means (that )?(we|our)|affects (us|our)|leaves (us|our)|places|impacts our|deprives|strains)",
            "(our|the|these|hard-working) (staff|employees|team|teams|workers|people|families|drivers|carers|nurses|colleagues|jobs|livelihoods|wages|engineers) ~ (depend*|rely|relies|count*|need|hang*|are at stake|at risk|cannot be paid|can't be paid|won't be paid|go unpaid|have families|have mouths) ~ (on you|on your|you|your|on customers|on people|to pay|on this|on these|$)",
            "(survival|future) (of our|depends|hangs|rests|is at stake|as a (business|company))",
            "(without|only with) your (payment|support|money|contribution|loyalty|renewal), ~(we|our|there|the)",
            "(we|our (business|company|family)) ~ (have|has|also have|too have) ~ (bills|salaries|wages|suppliers|rent|mouths|families|staff) (of our own |too )?to (pay|feed|support)",
            "(think|spare a thought) (of|about|for) (our|those|the|all the) (staff|team|people|employees|workers|drivers|families|colleagues|hard-working)",
            "(we|our (business|company)) (really |desperately |badly )?(need|needs) (your (money|payment|support|loyalty)|you to pay) (to (survive|stay|keep|pay|get)|now|or|right|more)",
            "(puts?|putting|places?|placing) ~ (our (jobs|business|staff|company|team|future|people)|jobs|livelihoods|others) ~ (at risk|in danger|in jeopardy|in difficulty|under (strain|pressure))",
            "(keeping|keep) ~ (our|people) ~ (afloat|in work|in a job)",
        ),
        _EN_CALM,
        occasions=("payment", "renewal", "refusal", "answer"),
    ),
    Rule(
        "guilt.duty",
        (
            "(other|most|all our other|the vast majority of|our other|many|most of our|everyone else|thousands of|the majority of|responsible|all other|loyal|good|nearly all|almost all|your neighbours|your neighbors|the rest of) ~ (customers?|people|clients|households|members|else|subscribers|tenants|neighbours|neighbors|families|parents|patients|businesses|residents|policyholders|traders|students|owners) ~ (paid|pay|paying|manage*|found|find*|do*|have (all )?|has|are|understand*|wait*|accept*|don't|stay*|renew*|remain*|play*) ~ (time|full|promptly|bills?|patien*|complain*|without|share|part|honour*|loyal|fair|already|paid|paying|up|us|understanding|way)",
            "(it's|it is|it would be|that's) (only |simply |just |hardly )(fair|right|reasonable|decent|proper)",
            "(unfair|selfish|irresponsible) (to|on|of|for) (our|those|other|you|others|everyone|the)",
            "(selfish|irresponsible|shameful|ashamed|disgrace*)",
            "(moral (duty|obligation)|your (civic )?duty|sense of (duty|responsibility|fairness|decency)|common decency|the decency|the courtesy to|your conscience|do the right thing|the least you (can|could)|do your (part|bit|share)|play your part|pull your weight|pay your (share|way)|doing your (part|bit|share))",
            "(you|which you) (owe|owed) (it to|us|our|the)",
            "(you (did |have )?(agreed|signed|promised|committed|entered)) ~ (to pay|contract|agreement|commitment|terms|obligation|and)",
            "(honour|honor|meet|fulfil|fulfill|respect|stand by|live up to|keep) your (commitment*|obligation*|side of|word|promise*|part of|end of)",
            "if you (really |truly |genuinely )?(value|valued|care|cared|love|loved|believe|appreciate|respect*) ~ (us|our|about|this|the|in)",
            "(a|any|every|as a|the) (loyal|true|good|responsible|decent|real) customer (would|should|you|knows|does|pays|stands)",
            "(we (all|each) have to|everyone (has to|must|should|needs to)|we must all) (make (sacrifices|an effort)|do (their|our|his) (part|bit)|play (their|our) part|tighten|pull)",
            "out of (respect|solidarity|fairness|consideration) (for|to|with)",
        ),
        ("(owe us nothing|nothing to be ashamed|no need to (be|feel) ashamed|no shame|we are ashamed|we're ashamed)",),
    ),
    Rule(
        "guilt.threat",
        (
            "(legal (action|proceedings|steps|department|team|consequences)|court (action|proceedings)|take you to court|debt (collect*|recovery)|collection* agency|collections? (department|team|action|process)|bailiff*|credit (rating|score|file|record|reference|bureau*) ~ (will|may|could|affected|damaged|reported|harmed)|reported to (the )?credit|solicitors|default notice|enforcement (action|agent*)|letter before action)",
            "(failure to|if you fail to|if you do not|if you don't|should you fail to|unless you|unless we|unless payment|failing (to|this|that|which)|if (full )?payment is not|if we do not receive|if we don't) ~ (will|may|shall|would|we'll|forced|have to|be)",
            "(final|last) (warning|notice|demand|reminder|chance|opportunity)",
            "(late|penalty|additional|admin|administration) (payment )?(fee*|charge*|interest|penalt*) (will|shall|may|are|is|have|has|of|continue)",
            "(pay|settle|clear|remit) ~ (immediately|without (further )?delay|at once|within (24|48|72|seven|#) ?(hours|days)|by return|forthwith|right away|now or)",
            "(your|the) (account|service|line|supply|contract|policy|subscription|card|order|access|cover) (will|may|shall|is going to|could) be ~ (cut off|suspended|terminated|closed|disconnected|blocked|cancelled|canceled|frozen|passed to|handed|referred)",
            "(we (will|shall|may|would) (be|have|find ourselves|be left)|leaves us|leave us) ~ (forced|no (other )?(choice|option|alternative)|obliged|compelled)",
            "(face|suffer|bear|accept) (the|serious|further|all) consequences",
        ),
        _EN_CALM,
        occasions=("payment", "renewal", "refusal", "answer"),
    ),
)

FAMILY = Family("guilt", CODES, {"fr": _FR, "en": _EN})
